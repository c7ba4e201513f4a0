package com.shemamusic.attendance.client.course;

import com.shemamusic.shared.client.Peer;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.Peers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Classes, seats and course names of course-service; an outage ends in {@code PeerUnavailableException}. */
@Component
public class CourseClient {

    private record Classes(List<ScheduleClass> data) {}

    private record Seat(boolean changed) {}

    private record Course(UUID id, String name) {}

    private record Courses(List<Course> data) {}

    private final Peer peer;

    CourseClient(Peers peers) {
        this.peer = peers.peer("course-service");
    }

    /** A class; empty when there is none. */
    public Optional<ScheduleClass> find(UUID scheduleId) {
        return peer.find(ScheduleClass.class, "/internal/schedules/{id}", scheduleId);
    }

    /** Several classes, at most 100 a call; unknown ones are left out. */
    public List<ScheduleClass> findAll(Collection<UUID> scheduleIds) {
        if (scheduleIds.isEmpty()) {
            return List.of();
        }
        String ids = scheduleIds.stream().map(UUID::toString).collect(Collectors.joining(","));
        return peer.get(Classes.class, "/internal/schedules?ids={ids}", ids).data();
    }

    /** A class and the later ones of its series that take place, soonest first; empty when there is no such class. */
    public List<ScheduleClass> following(UUID scheduleId) {
        return peer.find(Classes.class, "/internal/schedules/{id}/following", scheduleId)
                .map(Classes::data)
                .orElse(List.of());
    }

    /** Takes a seat for a student; asking again changes nothing. */
    public SeatAnswer takeSeat(UUID scheduleId, UUID studentId) {
        try {
            Seat seat = peer.put(Seat.class, null, "/internal/schedules/{id}/seats/{student}", scheduleId, studentId);
            return seat.changed() ? SeatAnswer.TAKEN : SeatAnswer.HAD_IT;
        } catch (PeerRejectedException refused) {
            return switch (refused.code()) {
                case "CLASS_FULL" -> SeatAnswer.FULL;
                case "CLASS_CANCELLED" -> SeatAnswer.CANCELLED;
                case "SCHEDULE_NOT_FOUND" -> SeatAnswer.NO_SUCH_CLASS;
                default -> throw refused;
            };
        }
    }

    /** Frees a student's seat; a seat or class that is not there is free already. */
    public void freeSeat(UUID scheduleId, UUID studentId) {
        try {
            peer.delete("/internal/schedules/{id}/seats/{student}", scheduleId, studentId);
        } catch (PeerRejectedException refused) {
            if (refused.status() != 404) {
                throw refused;
            }
        }
    }

    /** The name of a course; empty when there is none. */
    public Optional<String> courseName(UUID courseId) {
        return peer.get(Courses.class, "/internal/courses?ids={ids}", courseId).data().stream()
                .map(Course::name)
                .findFirst();
    }
}
