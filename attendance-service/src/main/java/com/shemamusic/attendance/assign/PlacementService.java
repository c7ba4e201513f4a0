package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.roster.Roster;
import com.shemamusic.attendance.roster.RosterService;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.job.ClusterJobs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Students whose seat a confirmed booking has taken: they come on the register always, at once where the class is known
 * here, and otherwise as soon as course-service has told about it.
 */
@Service
class PlacementService {

    private static final Logger LOG = LoggerFactory.getLogger(PlacementService.class);
    private static final Duration EVERY = Duration.ofMillis(50);
    private static final int MOST = 200;

    private record Placement(UUID scheduleId, UUID studentId) {}

    private final JdbcClient jdbc;
    private final RosterService rosters;
    private final AttendeeRepository attendees;
    private final RegisterEntries entries;
    private final SeatChecks checks;
    private final Transactions transactions;
    private final ClusterJobs jobs;

    PlacementService(
            JdbcClient jdbc,
            RosterService rosters,
            AttendeeRepository attendees,
            RegisterEntries entries,
            SeatChecks checks,
            Transactions transactions,
            ClusterJobs jobs) {
        this.jdbc = jdbc;
        this.rosters = rosters;
        this.attendees = attendees;
        this.entries = entries;
        this.checks = checks;
        this.transactions = transactions;
        this.jobs = jobs;
    }

    /** Puts the student into the classes, in the current transaction where there is one. */
    void place(List<UUID> scheduleIds, UUID studentId) {
        transactions.run(() -> {
            attendees.lockStudents(List.of(studentId));
            // In the order of ids, as everybody who locks several classes.
            for (UUID scheduleId : scheduleIds.stream().distinct().sorted().toList()) {
                note(scheduleId, studentId);
                if (!rosters.all(List.of(scheduleId)).isEmpty()) {
                    enter(scheduleId, studentId);
                }
            }
        });
    }

    @Scheduled(fixedDelayString = "${shema.attendance.repair-interval:2s}")
    void placeWaiting() {
        if (!due(1).isEmpty()) {
            jobs.runOnce("placements", EVERY, () -> due(MOST).forEach(this::fetchAndEnter));
        }
    }

    private void fetchAndEnter(Placement waiting) {
        try {
            rosters.fetch(waiting.scheduleId);
        } catch (PeerUnavailableException down) {
            LOG.warn("A placement in class {} waits: {}", waiting.scheduleId, down.getMessage());
            later(waiting, "5 seconds");
            return;
        } catch (ApiException unknown) {
            LOG.error("A placement names class {}, which course-service does not know", waiting.scheduleId);
            later(waiting, "1 hour");
            return;
        }
        boolean entered = transactions.write(() -> {
            attendees.lockStudents(List.of(waiting.studentId));
            return enter(waiting.scheduleId, waiting.studentId);
        });
        if (!entered) {
            LOG.error("Class {} has no room for a student who has a seat in it", waiting.scheduleId);
            later(waiting, "1 minute");
        }
    }

    /** False when the register knows too few seats; the placement waits then. */
    private boolean enter(UUID scheduleId, UUID studentId) {
        Roster roster = rosters.lock(scheduleId);
        List<UUID> meeting = List.of();
        if (!attendees.isIn(scheduleId, studentId)) {
            if (roster.seatsLeft() == 0) {
                return false;
            }
            meeting = entries.meeting(roster, studentId);
            if (!meeting.isEmpty()) {
                LOG.warn("Student {} of class {} sits at that hour in {} too", studentId, scheduleId, meeting);
            }
        }
        if (entries.enter(roster, studentId, meeting) && roster.cancelled()) {
            // The booking was heard of after the cancellation, which told only those who sat here by then.
            rosters.tellCancelled(roster, studentId);
        }
        // Her seat may have been given back before the event came: one more look, after the commit, sees to it.
        checks.beginNow(scheduleId, studentId);
        jdbc.sql("delete from placements where schedule_id = :schedule and student_id = :student")
                .param("schedule", scheduleId)
                .param("student", studentId)
                .update();
        return true;
    }

    private void note(UUID scheduleId, UUID studentId) {
        jdbc.sql("""
                        insert into placements (schedule_id, student_id) values (:schedule, :student)
                        on conflict (schedule_id, student_id) do nothing
                        """).param("schedule", scheduleId).param("student", studentId).update();
    }

    private void later(Placement waiting, String delay) {
        jdbc.sql("""
                        update placements set due_at = now() + cast(:delay as interval)
                        where schedule_id = :schedule and student_id = :student
                        """)
                .param("schedule", waiting.scheduleId)
                .param("student", waiting.studentId)
                .param("delay", delay)
                .update();
    }

    private List<Placement> due(int most) {
        return jdbc.sql(
                        "select schedule_id, student_id from placements where due_at <= now() order by due_at limit :most")
                .param("most", most)
                .query((rs, row) -> new Placement(rs.getObject(1, UUID.class), rs.getObject(2, UUID.class)))
                .list();
    }
}
