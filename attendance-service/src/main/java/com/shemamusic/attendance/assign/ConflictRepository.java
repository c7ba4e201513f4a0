package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.assign.ConflictController.ClassAt;
import com.shemamusic.attendance.assign.ConflictController.Conflict;
import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ConflictRepository {

    /** A class lasts 12 hours at most, so what goes on now or later began less than that ago. */
    private static final String MEETING = """
            (select a.student_id, md5(a.student_id::text || a.schedule_id || b.schedule_id)::uuid as id,
                    ra.schedule_id as first_id, ra.course_name as first_name, ra.starts_at as first_starts, ra.ends_at as first_ends,
                    rb.schedule_id as second_id, rb.course_name as second_name, rb.starts_at as second_starts, rb.ends_at as second_ends
             from schedule_attendees a
             join class_rosters ra on ra.schedule_id = a.schedule_id
             join schedule_attendees b on b.student_id = a.student_id and b.active and b.takes_place
                  and (b.starts_at, b.schedule_id) > (a.starts_at, a.schedule_id) and b.starts_at < ra.ends_at
             join class_rosters rb on rb.schedule_id = b.schedule_id
             where a.active and a.takes_place and a.starts_at > now() - interval '12 hours' and ra.ends_at > now()
               and rb.ends_at > now()) meeting""";

    private final JdbcClient jdbc;

    ConflictRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Conflict> page(Paging paging) {
        return ListQuery.of("meeting.*", MEETING)
                .sort("starts_at", "second_starts", "timestamptz")
                .id("id")
                .page(
                        jdbc,
                        paging,
                        (rs, row) -> new Conflict(
                                rs.getObject("student_id", UUID.class),
                                null,
                                List.of(classAt(rs, "first"), classAt(rs, "second"))));
    }

    private static ClassAt classAt(ResultSet rs, String which) throws SQLException {
        return new ClassAt(
                rs.getObject(which + "_id", UUID.class),
                rs.getString(which + "_name"),
                rs.getTimestamp(which + "_starts").toInstant(),
                rs.getTimestamp(which + "_ends").toInstant());
    }
}
