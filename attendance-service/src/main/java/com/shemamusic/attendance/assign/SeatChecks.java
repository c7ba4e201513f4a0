package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.client.course.CourseClient;
import com.shemamusic.attendance.client.course.SeatAnswer;
import com.shemamusic.attendance.client.course.StudentSeat;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.job.ClusterJobs;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps seats and register in step over crashes. Before a seat is touched a check is noted; when all went well it is
 * struck out in the transaction that writes the register. What is left over is settled here, by the register: a seat
 * without its row is freed, a row without its seat gets one.
 */
@Component
class SeatChecks {

    private static final Logger LOG = LoggerFactory.getLogger(SeatChecks.class);
    private static final Duration EVERY = Duration.ofMillis(50);
    private static final int MOST = 200;
    private static final String SEATS =
            "unnest(cast(:schedules as uuid[]), cast(:students as uuid[])) as s (schedule_id, student_id)";

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

    /** Notes that seats are being taken; the checks wait until no request can still be at it. */
    void begin(Collection<StudentSeat> seats) {
        note(seats, "1 minute", false);
    }

    /** Notes that a seat has to be looked at as soon as the current transaction has committed. */
    void beginNow(UUID scheduleId, UUID studentId) {
        note(List.of(new StudentSeat(scheduleId, studentId)), "0", false);
    }

    /** As {@link #beginNow} for a student who was taken out: her seat is freed though a booking took it. */
    void beginLeaving(UUID scheduleId, UUID studentId) {
        note(List.of(new StudentSeat(scheduleId, studentId)), "0", true);
    }

    void done(Collection<StudentSeat> seats) {
        if (!seats.isEmpty()) {
            transactions.run(() -> withSeats("""
                            delete from seat_checks c
                            using (select schedule_id, student_id from seat_checks join %s using (schedule_id, student_id)
                                   order by schedule_id, student_id for update of seat_checks) l
                            where c.schedule_id = l.schedule_id and c.student_id = l.student_id
                            """.formatted(SEATS), seats).update());
        }
    }

    /**
     * Frees the seat unless the student sits in the class or is about to be placed there, and sees to it that she has it if
     * so; the check's row stays locked meanwhile, so that nobody takes the seat anew while it is being freed. A booking's seat
     * is freed only for a student who was taken out: another is one whose booking has not been heard of yet.
     *
     * @return false when course-service did not answer, and the check stays
     */
    boolean settle(UUID scheduleId, UUID studentId) {
        return transactions.write(() -> {
            Optional<Boolean> leaving = claim(scheduleId, studentId);
            if (leaving.isEmpty()) {
                return true;
            }
            try {
                if (belongs(scheduleId, studentId)) {
                    report(scheduleId, studentId, courses.takeSeat(scheduleId, studentId));
                } else {
                    courses.freeSeat(scheduleId, studentId, leaving.get());
                }
            } catch (PeerUnavailableException down) {
                LOG.warn("A seat of class {} is looked at later: {}", scheduleId, down.getMessage());
                return false;
            }
            done(List.of(new StudentSeat(scheduleId, studentId)));
            return true;
        });
    }

    private static void report(UUID scheduleId, UUID studentId, SeatAnswer answer) {
        switch (answer) {
            case HAD_IT, CANCELLED -> {}
            case TAKEN -> LOG.warn("Student {} sat in class {} without a seat and has one now", studentId, scheduleId);
            case FULL, NO_SUCH_CLASS ->
                LOG.error("Student {} sits in class {} without a seat: {}", studentId, scheduleId, answer);
        }
    }

    @Scheduled(fixedDelayString = "${shema.attendance.repair-interval:2s}")
    void settleLeftOvers() {
        if (!due(1).isEmpty()) {
            jobs.runOnce("seat-checks", EVERY, () -> {
                for (StudentSeat seat : due(MOST)) {
                    if (!settle(seat.scheduleId(), seat.studentId())) {
                        return;
                    }
                }
            });
        }
    }

    // Noted and struck out in the order of ids, or two requests for the same seats could wait for each other.
    private void note(Collection<StudentSeat> seats, String delay, boolean leaving) {
        transactions.run(() -> withSeats("""
                        insert into seat_checks (schedule_id, student_id, due_at, leaving)
                        select schedule_id, student_id, now() + cast(:delay as interval), :leaving
                        from (select distinct schedule_id, student_id from %s order by 1, 2) s
                        on conflict (schedule_id, student_id) do update
                        set due_at = excluded.due_at, leaving = excluded.leaving
                        """.formatted(SEATS), seats)
                .param("delay", delay)
                .param("leaving", leaving)
                .update());
    }

    private JdbcClient.StatementSpec withSeats(String sql, Collection<StudentSeat> seats) {
        return jdbc.sql(sql)
                .param("schedules", seats.stream().map(StudentSeat::scheduleId).toArray(UUID[]::new))
                .param("students", seats.stream().map(StudentSeat::studentId).toArray(UUID[]::new));
    }

    /** Whether the student of the check was taken out; empty when there is none to be done now. */
    private Optional<Boolean> claim(UUID scheduleId, UUID studentId) {
        return jdbc.sql("""
                        select leaving from seat_checks
                        where schedule_id = :schedule and student_id = :student and due_at <= now()
                        for update skip locked
                        """)
                .param("schedule", scheduleId)
                .param("student", studentId)
                .query(Boolean.class)
                .optional();
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

    private List<StudentSeat> due(int most) {
        return jdbc.sql(
                        "select schedule_id, student_id from seat_checks where due_at <= now() order by due_at limit :most")
                .param("most", most)
                .query((rs, row) -> new StudentSeat(rs.getObject(1, UUID.class), rs.getObject(2, UUID.class)))
                .list();
    }
}
