package com.shemamusic.course.schedule;

import com.shemamusic.course.cache.AnswerCache;
import com.shemamusic.course.cache.Region;
import com.shemamusic.shared.event.EventPublisher;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells of changes to the timetable, as part of the transaction that makes them. */
@Component
class ScheduleEvents {

    private final EventPublisher events;
    private final AnswerCache cache;

    ScheduleEvents(EventPublisher events, AnswerCache cache) {
        this.events = events;
        this.cache = cache;
    }

    void created(Schedule now) {
        tell("schedule.created", now, null, null);
    }

    void updated(Schedule before, Schedule now) {
        tell("schedule.updated", now, before, null);
    }

    void cancelled(Schedule now, String reason) {
        tell("schedule.cancelled", now, null, reason);
    }

    private void tell(String channel, Schedule now, @Nullable Schedule before, @Nullable String reason) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("scheduleId", now.id());
        data.put("courseId", now.courseId());
        data.put("instructorId", now.instructorId());
        data.put("startsAt", now.startsAt());
        data.put("endsAt", now.endsAt());
        data.put("seats", now.seats());
        if (before != null && !before.startsAt().equals(now.startsAt())) {
            data.put("previousStartsAt", before.startsAt());
        }
        if (reason != null) {
            data.put("reason", reason);
        }
        events.publish(channel, now.id(), now.version(), data);
    }

    /** Weekdays with free seats are shown in the catalogue too. */
    void changed() {
        cache.dropAfterCommit(Region.CATALOGUE, Region.FREE_SLOTS);
    }
}
