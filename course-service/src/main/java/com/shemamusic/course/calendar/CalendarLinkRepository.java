package com.shemamusic.course.calendar;

import static com.shemamusic.course.store.Sql.instant;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CalendarLinkRepository {

    private static final String COLUMNS = "id, instructor_id, room_id, course_id, created_at";
    private final JdbcClient jdbc;
    private final CalendarTokens tokens;

    CalendarLinkRepository(JdbcClient jdbc, CalendarTokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    CalendarLink insert(UUID id, CreateCalendarLinkRequest request) {
        return jdbc.sql("insert into calendar_links (id, instructor_id, room_id, course_id)"
                        + " values (:id, :instructor, :room, :course) returning " + COLUMNS)
                .param("id", id)
                .param("instructor", request.instructorId())
                .param("room", request.roomId())
                .param("course", request.courseId())
                .query(this::link)
                .single();
    }

    Optional<CalendarLink> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from calendar_links where id = :id and revoked_at is null")
                .param("id", id)
                .query(this::link)
                .optional();
    }

    Page<CalendarLink> list(Paging paging) {
        return ListQuery.of(COLUMNS, "calendar_links")
                .where("revoked_at is null")
                .sort("created_at", "created_at", "timestamptz")
                .defaultSort("-created_at")
                .page(jdbc, paging, this::link);
    }

    boolean revoke(UUID id) {
        return jdbc.sql("update calendar_links set revoked_at = now() where id = :id and revoked_at is null")
                        .param("id", id)
                        .update()
                == 1;
    }

    private CalendarLink link(ResultSet row, int number) throws SQLException {
        UUID id = uuid(row, "id");
        return new CalendarLink(
                id,
                row.getObject("instructor_id", UUID.class),
                row.getObject("room_id", UUID.class),
                row.getObject("course_id", UUID.class),
                "/api/schedules/calendar/" + tokens.sign(id) + ".ics",
                instant(row, "created_at"));
    }
}
