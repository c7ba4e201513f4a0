package com.shemamusic.attendance.roster;

import com.shemamusic.attendance.client.course.CourseClient;
import com.shemamusic.attendance.client.course.ScheduleClass;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.job.ClusterJobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Fills in the names that events do not carry, and compares register and seats at night: it reports, it never mends. */
@Component
class RosterUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(RosterUpkeep.class);
    private static final int BATCH = 100;
    private static final Duration NAMES_EVERY = Duration.ofSeconds(2);
    private static final Duration NIGHT = Duration.ofHours(20);
    private final RosterRepository rosters;
    private final RosterService service;
    private final CourseClient courses;
    private final ClusterJobs jobs;

    RosterUpkeep(RosterRepository rosters, RosterService service, CourseClient courses, ClusterJobs jobs) {
        this.rosters = rosters;
        this.service = service;
        this.courses = courses;
        this.jobs = jobs;
    }

    @Scheduled(fixedDelay = 2_000)
    void names() {
        if (!rosters.nameless(1).isEmpty()) {
            jobs.runOnce("roster-names", NAMES_EVERY, this::fillNames);
        }
    }

    @Scheduled(cron = "0 30 2 * * *", zone = "${shema.time-zone}")
    void nightly() {
        jobs.runOnce("reconciliation", NIGHT, this::compare);
    }

    void fillNames() {
        try {
            List<UUID> nameless = rosters.nameless(BATCH);
            courses.findAll(nameless).forEach(told -> service.save(RosterChange.of(told)));
            rosters.namesAsked(nameless);
        } catch (PeerUnavailableException down) {
            LOG.warn("Names of classes wait: {}", down.getMessage());
        }
    }

    /** How many classes to come hold other students here than course-service has seats taken. */
    int compare() {
        int different = 0;
        UUID last = new UUID(0, 0);
        List<Roster> part = rosters.upcoming(last, BATCH);
        while (!part.isEmpty()) {
            last = part.getLast().scheduleId();
            Map<UUID, ScheduleClass> told = courses
                    .findAll(part.stream().map(Roster::scheduleId).toList())
                    .stream()
                    .collect(Collectors.toMap(ScheduleClass::id, Function.identity()));
            for (Roster roster : part) {
                ScheduleClass there = told.get(roster.scheduleId());
                if (there == null || there.seatsTaken() != roster.students()) {
                    different++;
                    LOG.atWarn()
                            .addKeyValue("scheduleId", roster.scheduleId())
                            .addKeyValue("students", roster.students())
                            .addKeyValue("seatsTaken", there == null ? null : there.seatsTaken())
                            .log("Register and seats differ");
                }
            }
            part = rosters.upcoming(last, BATCH);
        }
        LOG.info("Compared registers with seats: {} differ", different);
        return different;
    }
}
