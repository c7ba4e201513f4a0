package com.shemamusic.attendance.roster;

import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the copy of the timetable; asks nobody, so that course-service may be down while its events are read. */
@Component
class ScheduleListener implements EventHandler {

    private static final String CANCELLED = "schedule.cancelled";

    private record Told(
            UUID scheduleId,
            UUID courseId,
            @Nullable UUID instructorId,
            Instant startsAt,
            Instant endsAt,
            @Nullable Integer seats) {}

    private final RosterService rosters;

    ScheduleListener(RosterService rosters) {
        this.rosters = rosters;
    }

    @Override
    public Set<String> channels() {
        return Set.of("schedule.created", "schedule.updated", CANCELLED);
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        Told told = event.data(Told.class);
        rosters.save(new RosterChange(
                Objects.requireNonNull(told.scheduleId(), "scheduleId"),
                Objects.requireNonNull(told.courseId(), "courseId"),
                null,
                told.instructorId(),
                null,
                Objects.requireNonNull(told.startsAt(), "startsAt"),
                Objects.requireNonNull(told.endsAt(), "endsAt"),
                Objects.requireNonNull(told.seats(), "seats"),
                CANCELLED.equals(channel),
                event.aggregateVersion()));
    }
}
