package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.roster.Roster;
import com.shemamusic.attendance.roster.RosterService;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.job.ClusterJobs;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    void place(UUID studentId, List<Placement> placements) {
        transactions.run(() -> {
            attendees.lockStudents(List.of(studentId));
            // In the order of ids, as everybody who locks several classes.
            for (Placement placement : placements.stream()
                    .distinct()
                    .sorted(Comparator.comparing(Placement::scheduleId))
                    .toList()) {
                note(placement);
                if (!rosters.all(List.of(placement.scheduleId())).isEmpty()) {
                    enter(placement);
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
            rosters.fetch(waiting.scheduleId());
        } catch (PeerUnavailableException down) {
            LOG.warn("A placement in class {} waits: {}", waiting.scheduleId(), down.getMessage());
            later(waiting, "5 seconds");
            return;
        } catch (ApiException unknown) {
            LOG.error("A placement names class {}, which course-service does not know", waiting.scheduleId());
            later(waiting, "1 hour");
            return;
        }
        boolean entered = transactions.write(() -> {
            attendees.lockStudents(List.of(waiting.studentId()));
            return enter(waiting);
        });
        if (!entered) {
            LOG.error("Class {} has no room for a student who has a seat in it", waiting.scheduleId());
            later(waiting, "1 minute");
        }
    }

    /** False when the register knows too few seats; the placement waits then. */
    private boolean enter(Placement placement) {
        UUID scheduleId = placement.scheduleId();
        UUID studentId = placement.studentId();
        Roster roster = rosters.lock(scheduleId);
        Instant confirmedAt = placement.confirmedAt();
        if (confirmedAt != null && attendees.hasLeftSince(scheduleId, studentId, confirmedAt)) {
            // An admin had put her there before this was heard, and took her out again.
            LOG.info("Student {} has left class {} since her booking was confirmed", studentId, scheduleId);
            strikeOut(placement);
            return true;
        }
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
        if (entries.enter(roster, studentId, meeting)) {
            // A booking heard of after its class was cancelled or moved, which was told only to those who sat here by
            // then.
            if (roster.cancelled()) {
                rosters.tellCancelled(roster, studentId);
            } else if (placement.missedTheMoveTo(roster.startsAt(), roster.version())) {
                rosters.tellMoved(roster, studentId, Objects.requireNonNull(placement.toldStart()));
            }
        }
        // Her seat may have been given back before the event came: one more look, after the commit, sees to it.
        checks.beginNow(scheduleId, studentId);
        strikeOut(placement);
        return true;
    }

    private void strikeOut(Placement placement) {
        jdbc.sql("delete from placements where schedule_id = :schedule and student_id = :student")
                .param("schedule", placement.scheduleId())
                .param("student", placement.studentId())
                .update();
    }

    private void note(Placement placement) {
        jdbc.sql("""
                        insert into placements (schedule_id, student_id, confirmed_at, told_start, class_version)
                        values (:schedule, :student, cast(:confirmedAt as timestamptz), cast(:toldStart as timestamptz),
                                cast(:version as bigint))
                        on conflict (schedule_id, student_id) do update
                        set confirmed_at = excluded.confirmed_at, told_start = excluded.told_start,
                            class_version = excluded.class_version
                        """)
                .param("schedule", placement.scheduleId())
                .param("student", placement.studentId())
                .param("confirmedAt", time(placement.confirmedAt()))
                .param("toldStart", time(placement.toldStart()))
                .param("version", placement.classVersion())
                .update();
    }

    private static @Nullable Timestamp time(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private void later(Placement waiting, String delay) {
        jdbc.sql("""
                        update placements set due_at = now() + cast(:delay as interval)
                        where schedule_id = :schedule and student_id = :student
                        """)
                .param("schedule", waiting.scheduleId())
                .param("student", waiting.studentId())
                .param("delay", delay)
                .update();
    }

    private List<Placement> due(int most) {
        return jdbc.sql("select * from placements where due_at <= now() order by due_at limit :most")
                .param("most", most)
                .query((rs, row) -> Placement.of(rs))
                .list();
    }
}
