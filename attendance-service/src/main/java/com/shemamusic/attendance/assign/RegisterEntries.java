package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.client.course.StudentSeat;
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
    private final EventPublisher events;

    RegisterEntries(AttendeeRepository attendees, EventPublisher events) {
        this.attendees = attendees;
        this.events = events;
    }

    /** The other classes in which the student sits at the time of this one. */
    List<UUID> meeting(Roster roster, UUID studentId) {
        return attendees.meeting(roster.scheduleId(), List.of(studentId), roster.startsAt(), roster.endsAt()).stream()
                .map(StudentSeat::scheduleId)
                .sorted()
                .toList();
    }

    /**
     * Writes a row whose seat is taken already; the caller holds the class's lock. False when the student sat there.
     *
     * @param meeting classes at the same hour in which the student sits too
     */
    boolean enter(Roster roster, UUID studentId, List<UUID> meeting) {
        if (!attendees.add(roster.scheduleId(), studentId, roster.courseId(), roster.startsAt())) {
            return false;
        }
        tell("attendance.assigned", roster, studentId, meeting);
        return true;
    }

    /** Says on a channel what happened to the student; its version is the register's after the change. */
    void tell(String channel, Roster roster, UUID studentId, List<UUID> meeting) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("scheduleId", roster.scheduleId());
        data.put("studentId", studentId);
        data.put("courseId", roster.courseId());
        if (!meeting.isEmpty()) {
            data.put("conflictsWith", meeting);
        }
        events.publish(channel, roster.scheduleId(), attendees.revision(roster.scheduleId()), data);
    }
}
