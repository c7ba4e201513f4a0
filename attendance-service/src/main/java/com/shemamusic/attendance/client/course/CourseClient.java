package com.shemamusic.attendance.client.course;

import com.shemamusic.shared.client.Peer;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.Peers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Classes, seats and course names of course-service; an outage ends in {@code PeerUnavailableException}. */
@Component
public class CourseClient {

    private record Classes(List<ScheduleClass> data) {}

    private record Seat(boolean changed) {}

    private record WantedSeats(List<StudentSeat> seats) {}

    private record GivenSeat(UUID scheduleId, UUID studentId, String outcome) {}

    private record GivenSeats(List<GivenSeat> data) {}

    private record TakenSeats(List<StudentSeat> data) {}

    private static final int SEATS_PER_CALL = 500;

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

    /** Takes seats for students, first come first served; asking again changes nothing. */
    public Map<StudentSeat, SeatAnswer> takeSeats(List<StudentSeat> wanted) {
        Map<StudentSeat, SeatAnswer> answers = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += SEATS_PER_CALL) {
            List<StudentSeat> part = wanted.subList(from, Math.min(wanted.size(), from + SEATS_PER_CALL));
            for (GivenSeat given : peer.put(GivenSeats.class, new WantedSeats(part), "/internal/seats")
                    .data()) {
                answers.put(new StudentSeat(given.scheduleId, given.studentId), SeatAnswer.of(given.outcome));
            }
        }
        return answers;
    }

    /** Who has a seat in these classes, at most 100 a call. */
    public List<StudentSeat> seats(Collection<UUID> scheduleIds) {
        String ids = scheduleIds.stream().map(UUID::toString).collect(Collectors.joining(","));
        return peer.get(TakenSeats.class, "/internal/seats?schedule_ids={ids}", ids)
                .data();
    }

    /**
     * Frees a student's seat; a seat or class that is not there is free already.
     *
     * @param bookedToo whether it is freed though a booking took it
     */
    public void freeSeat(UUID scheduleId, UUID studentId, boolean bookedToo) {
        try {
            peer.delete(
                    "/internal/schedules/{id}/seats/{student}?unless_booked={booked}",
                    scheduleId,
                    studentId,
                    !bookedToo);
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
