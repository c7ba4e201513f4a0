package com.shemamusic.attendance.roster;

import com.shemamusic.attendance.client.course.CourseClient;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.job.ClusterJobs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Fills in the names that events do not carry. */
@Component
class RosterUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(RosterUpkeep.class);
    private static final int BATCH = 100;
    private static final Duration NAMES_EVERY = Duration.ofSeconds(2);
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

    void fillNames() {
        try {
            List<UUID> nameless = rosters.nameless(BATCH);
            courses.findAll(nameless).forEach(told -> service.save(RosterChange.of(told)));
            rosters.namesAsked(nameless);
        } catch (PeerUnavailableException down) {
            LOG.warn("Names of classes wait: {}", down.getMessage());
        }
    }
}
