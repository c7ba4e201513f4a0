package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.roster.Roster;
import com.shemamusic.shared.event.EventPublisher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Rows of the register, written in a transaction that holds the lock of their class. */
@Component
class RegisterEntries {

    private final AttendeeRepository attendees;
    private final SeatChecks checks;
    private final EventPublisher events;

    RegisterEntries(AttendeeRepository attendees, SeatChecks checks, EventPublisher events) {
        this.attendees = attendees;
        this.checks = checks;
        this.events = events;
    }

    /** Whether the student sits in another class at the time of this one. */
    boolean isBusy(Roster roster, UUID studentId) {
        return !attendees
                .busy(roster.scheduleId(), List.of(studentId), roster.startsAt(), roster.endsAt())
                .isEmpty();
    }

    /** Writes a row whose seat is taken already; the caller holds the class's lock. */
    void enter(Roster roster, UUID studentId) {
        if (attendees.add(roster.scheduleId(), studentId, roster.courseId(), roster.startsAt())) {
            tell("attendance.assigned", roster, studentId);
        }
        checks.done(roster.scheduleId(), studentId);
    }

    /** Says on a channel what happened to the student; its version is the register's after the change. */
    void tell(String channel, Roster roster, UUID studentId) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("scheduleId", roster.scheduleId());
        data.put("studentId", studentId);
        data.put("courseId", roster.courseId());
        events.publish(channel, roster.scheduleId(), attendees.revision(roster.scheduleId()), data);
    }
}
