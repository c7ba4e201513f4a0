package com.shemamusic.attendance.roster;

import com.shemamusic.attendance.client.course.CourseClient;
import com.shemamusic.attendance.client.course.StudentSeat;
import com.shemamusic.shared.job.ClusterJobs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Compares registers and seats at night, student by student: it reports, in the log and as a metric, and never mends. */
@Component
class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int BATCH = 100;
    private static final Duration NIGHT = Duration.ofHours(20);
    private final ReconciliationRepository rosters;
    private final CourseClient courses;
    private final ClusterJobs jobs;
    private final AtomicInteger found = new AtomicInteger();

    Reconciliation(ReconciliationRepository rosters, CourseClient courses, ClusterJobs jobs, MeterRegistry metrics) {
        this.rosters = rosters;
        this.courses = courses;
        this.jobs = jobs;
        Gauge.builder("shema.reconciliation.differences", found, AtomicInteger::get)
                .description("Seats without their row on the register and rows without their seat, last night")
                .register(metrics);
    }

    @Scheduled(cron = "0 30 2 * * *", zone = "${shema.time-zone}")
    void nightly() {
        // Another replica may compare tonight; what this one saw the night before would be told for ever.
        found.set(0);
        jobs.runOnce("reconciliation", NIGHT, this::compare);
    }

    /** How many students of classes to come have a seat and no row, or a row and no seat, and no check under way. */
    int compare() {
        int different = 0;
        List<UUID> part = rosters.upcoming(new UUID(0, 0), BATCH);
        while (!part.isEmpty()) {
            // Rows first: who joins in between has a seat by then, and a check that says so.
            Set<StudentSeat> rows = new HashSet<>(rosters.rows(part));
            Set<StudentSeat> seats = new HashSet<>(courses.seats(part));
            Set<StudentSeat> underWay = new HashSet<>(rosters.underWay(part));
            for (StudentSeat seat : difference(seats, rows, underWay)) {
                report("A seat is taken and not on the register", seat);
                different++;
            }
            for (StudentSeat row : difference(rows, seats, underWay)) {
                report("A student is on the register without a seat", row);
                different++;
            }
            part = rosters.upcoming(part.getLast(), BATCH);
        }
        found.set(different);
        LOG.info("Compared registers with seats: {} differences", different);
        return different;
    }

    private static Set<StudentSeat> difference(
            Set<StudentSeat> here, Set<StudentSeat> there, Set<StudentSeat> underWay) {
        return here.stream()
                .filter(seat -> !there.contains(seat) && !underWay.contains(seat))
                .collect(Collectors.toSet());
    }

    private static void report(String what, StudentSeat seat) {
        LOG.atWarn()
                .addKeyValue("scheduleId", seat.scheduleId())
                .addKeyValue("studentId", seat.studentId())
                .log(what);
    }
}
