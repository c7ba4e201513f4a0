package com.shemamusic.attendance.roster;

import com.shemamusic.attendance.client.course.CourseClient;
import com.shemamusic.attendance.client.course.ScheduleClass;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.jdbc.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The classes as the register knows them, and how what course-service says about them gets in. */
@Service
public class RosterService {

    private static final Logger LOG = LoggerFactory.getLogger(RosterService.class);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration JUST_NOW = Duration.ofSeconds(5);
    private static final Duration USABLE = Duration.ofHours(24);
    private final RosterRepository rosters;
    private final CourseClient courses;
    private final EventPublisher events;
    private final Transactions transactions;

    RosterService(RosterRepository rosters, CourseClient courses, EventPublisher events, Transactions transactions) {
        this.rosters = rosters;
        this.courses = courses;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * A class as known here, fetched when it is not.
     *
     * @throws ApiException 404 {@code SCHEDULE_NOT_FOUND}, 503 when it is not known and course-service is down
     */
    public Roster known(UUID scheduleId) {
        return rosters.find(scheduleId).orElseGet(() -> fetch(scheduleId));
    }

    /** As {@link #known}, asked for again when older than an hour; a copy up to 24 hours old bridges an outage. */
    public Roster current(UUID scheduleId) {
        Optional<Roster> held = rosters.find(scheduleId);
        if (held.isPresent() && !held.get().isOlderThan(FRESH, Instant.now())) {
            return held.get();
        }
        try {
            return fetch(scheduleId);
        } catch (PeerUnavailableException down) {
            return held.filter(roster -> !roster.isOlderThan(USABLE, Instant.now()))
                    .orElseThrow(() -> down);
        }
    }

    /**
     * Whether the register has no seat left. A rush for the last seat is answered from here; but a register that has not
     * heard of its class for some seconds asks first, because the class may have more seats by now.
     */
    public boolean isFull(Roster held) {
        if (held.seatsLeft() > 0) {
            return false;
        }
        return !held.isOlderThan(JUST_NOW, Instant.now())
                || fetch(held.scheduleId()).seatsLeft() == 0;
    }

    /** A class and the later ones of its series, soonest first, as course-service has them now. */
    public List<Roster> following(UUID scheduleId) {
        List<ScheduleClass> told = courses.following(scheduleId);
        if (told.isEmpty()) {
            return List.of(current(scheduleId));
        }
        List<UUID> ids = told.stream().map(ScheduleClass::id).toList();
        Map<UUID, Roster> held = new HashMap<>();
        rosters.findAll(ids).forEach(roster -> held.put(roster.scheduleId(), roster));
        for (ScheduleClass one : told) {
            Roster known = held.get(one.id());
            if (known == null || known.version() < one.version() || known.hasNoName()) {
                held.put(one.id(), save(RosterChange.of(one)));
            }
        }
        rosters.confirm(ids);
        return ids.stream()
                .map(held::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Roster::startsAt))
                .toList();
    }

    /** Several classes as known here; unknown ones are left out. */
    public List<Roster> all(Collection<UUID> scheduleIds) {
        return rosters.findAll(scheduleIds);
    }

    /**
     * The class locked until the current transaction ends: nobody joins, leaves or is marked meanwhile.
     *
     * @throws ApiException 404 {@code SCHEDULE_NOT_FOUND} when it is not known here
     */
    public Roster lock(UUID scheduleId) {
        return rosters.lock(scheduleId).orElseThrow(() -> ApiException.notFound("SCHEDULE_NOT_FOUND"));
    }

    /** Asks course-service, whatever is known here. */
    public Roster fetch(UUID scheduleId) {
        return courses.find(scheduleId)
                .map(told -> save(RosterChange.of(told)))
                .orElseThrow(() -> ApiException.notFound("SCHEDULE_NOT_FOUND"));
    }

    /** Tells a student who came onto the register of a cancelled class what the others heard when it was cancelled. */
    public void tellCancelled(Roster roster, UUID studentId) {
        tell(roster.scheduleId(), "cancelled", List.of(studentId), roster.startsAt(), roster.startsAt());
    }

    /** Tells a student who came onto the register of a class that had moved what the others heard when it did. */
    public void tellMoved(Roster roster, UUID studentId, Instant previousStartsAt) {
        tell(roster.scheduleId(), "moved", List.of(studentId), roster.startsAt(), previousStartsAt);
    }

    /** Takes over what was said about a class, unless something newer is held; students hear of a move or cancellation. */
    Roster save(RosterChange change) {
        return transactions.write(() -> {
            if (!rosters.insert(change)) {
                Roster before = lock(change.scheduleId());
                if (before.version() < change.version()) {
                    replace(before, change);
                } else if (before.version() == change.version()) {
                    rosters.confirm(change);
                }
            }
            return rosters.find(change.scheduleId()).orElseThrow();
        });
    }

    private void replace(Roster before, RosterChange change) {
        rosters.update(change);
        if (change.seats() < before.students()) {
            LOG.warn(
                    "Class {} has {} seats and {} students on the register",
                    change.scheduleId(),
                    change.seats(),
                    before.students());
        }
        boolean called = change.cancelled() && !before.cancelled();
        boolean moved = !change.cancelled() && !change.startsAt().equals(before.startsAt());
        List<UUID> students = called || moved ? rosters.students(change.scheduleId()) : List.of();
        if (!students.isEmpty()) {
            tell(change.scheduleId(), called ? "cancelled" : "moved", students, change.startsAt(), before.startsAt());
        }
    }

    private void tell(UUID scheduleId, String kind, List<UUID> students, Instant startsAt, Instant previousStartsAt) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("scheduleId", scheduleId);
        data.put("kind", kind);
        data.put("studentIds", students);
        data.put("startsAt", startsAt);
        data.put("previousStartsAt", previousStartsAt);
        long revision = rosters.find(scheduleId).orElseThrow().revision();
        events.publish("attendance.class_changed", scheduleId, revision, data);
    }
}
