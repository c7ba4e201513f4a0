package com.shemamusic.attendance.roster;

import com.shemamusic.attendance.client.course.StudentSeat;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReconciliationRepository {

    private final JdbcClient jdbc;

    ReconciliationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Classes still to come, by id from a point on. */
    List<UUID> upcoming(UUID after, int most) {
        return jdbc.sql("""
                        select schedule_id from class_rosters
                        where ends_at > now() and not cancelled and schedule_id > :after order by schedule_id limit :most
                        """)
                .param("after", after)
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** Who sits in these classes. */
    List<StudentSeat> rows(Collection<UUID> scheduleIds) {
        return seats(
                "select schedule_id, student_id from schedule_attendees where schedule_id in (:ids) and active",
                scheduleIds);
    }

    /** Whose seats are being taken, freed or filled at this moment. */
    List<StudentSeat> underWay(Collection<UUID> scheduleIds) {
        return seats("""
                select schedule_id, student_id from seat_checks where schedule_id in (:ids)
                union select schedule_id, student_id from placements where schedule_id in (:ids)""", scheduleIds);
    }

    private List<StudentSeat> seats(String sql, Collection<UUID> scheduleIds) {
        return jdbc.sql(sql)
                .param("ids", scheduleIds)
                .query((rs, row) -> new StudentSeat(rs.getObject(1, UUID.class), rs.getObject(2, UUID.class)))
                .list();
    }
}
