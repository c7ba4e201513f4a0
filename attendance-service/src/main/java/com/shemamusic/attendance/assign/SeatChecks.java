package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.client.course.CourseClient;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.job.ClusterJobs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps seats and register in step over crashes. Before a seat is touched a check is noted; when all went well it is
 * struck out in the transaction that writes the register. What is left over is settled here: a seat without its row is freed.
 */
@Component
class SeatChecks {

    private static final Logger LOG = LoggerFactory.getLogger(SeatChecks.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int MOST = 200;

    private record Pair(UUID scheduleId, UUID studentId) {}

    private final JdbcClient jdbc;
    private final CourseClient courses;
    private final Transactions transactions;
    private final ClusterJobs jobs;

    SeatChecks(JdbcClient jdbc, CourseClient courses, Transactions transactions, ClusterJobs jobs) {
        this.jdbc = jdbc;
        this.courses = courses;
        this.transactions = transactions;
        this.jobs = jobs;
    }

    /** Notes that a seat is being taken; the check waits until no request can still be at it. */
    void begin(UUID scheduleId, UUID studentId) {
        note(scheduleId, studentId, "1 minute");
    }

    /** Notes that a seat has to be freed, as soon as the current transaction has committed. */
    void free(UUID scheduleId, UUID studentId) {
        note(scheduleId, studentId, "0");
    }

    void done(UUID scheduleId, UUID studentId) {
        jdbc.sql("delete from seat_checks where schedule_id = :schedule and student_id = :student")
                .param("schedule", scheduleId)
                .param("student", studentId)
                .update();
    }

    /**
     * Frees the seat unless the student sits in the class or is about to be placed there; the check's row stays locked
     * meanwhile, so that nobody takes the seat anew while it is being freed.
     *
     * @return false when course-service did not answer, and the check stays
     */
    boolean settle(UUID scheduleId, UUID studentId) {
        return transactions.write(() -> {
            if (!claim(scheduleId, studentId)) {
                return true;
            }
            if (!belongs(scheduleId, studentId)) {
                try {
                    courses.freeSeat(scheduleId, studentId);
                } catch (PeerUnavailableException down) {
                    LOG.warn("A seat of class {} is freed later: {}", scheduleId, down.getMessage());
                    return false;
                }
            }
            done(scheduleId, studentId);
            return true;
        });
    }

    @Scheduled(fixedDelay = 2_000)
    void settleLeftOvers() {
        if (!due(1).isEmpty()) {
            jobs.runOnce("seat-checks", EVERY, () -> {
                for (Pair pair : due(MOST)) {
                    if (!settle(pair.scheduleId, pair.studentId)) {
                        return;
                    }
                }
            });
        }
    }

    private void note(UUID scheduleId, UUID studentId, String delay) {
        jdbc.sql("""
                        insert into seat_checks (schedule_id, student_id, due_at)
                        values (:schedule, :student, now() + cast(:delay as interval))
                        on conflict (schedule_id, student_id) do update set due_at = excluded.due_at
                        """)
                .param("schedule", scheduleId)
                .param("student", studentId)
                .param("delay", delay)
                .update();
    }

    private boolean claim(UUID scheduleId, UUID studentId) {
        return !jdbc.sql("""
                        select 1 from seat_checks
                        where schedule_id = :schedule and student_id = :student and due_at <= now()
                        for update skip locked
                        """)
                .param("schedule", scheduleId)
                .param("student", studentId)
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    private boolean belongs(UUID scheduleId, UUID studentId) {
        return jdbc.sql("""
                        select exists (select from schedule_attendees
                                       where schedule_id = :schedule and student_id = :student and active)
                            or exists (select from placements where schedule_id = :schedule and student_id = :student)
                        """)
                .param("schedule", scheduleId)
                .param("student", studentId)
                .query(Boolean.class)
                .single();
    }

    private List<Pair> due(int most) {
        return jdbc.sql(
                        "select schedule_id, student_id from seat_checks where due_at <= now() order by due_at limit :most")
                .param("most", most)
                .query((rs, row) -> new Pair(rs.getObject(1, UUID.class), rs.getObject(2, UUID.class)))
                .list();
    }
}
