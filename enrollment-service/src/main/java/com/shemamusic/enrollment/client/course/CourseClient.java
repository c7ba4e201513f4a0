package com.shemamusic.enrollment.client.course;

import com.shemamusic.shared.client.Peer;
import com.shemamusic.shared.client.Peers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks course-service. */
@Component
public class CourseClient {

    private record Courses(List<CourseSnapshot> data) {}

    private record Classes(List<ClassSeats> data) {}

    private final Peer courses;

    public CourseClient(Peers peers) {
        this.courses = peers.peer("course-service");
    }

    /**
     * The course, inactive ones too; empty when there is none.
     *
     * @throws com.shemamusic.shared.client.PeerUnavailableException while course-service is down
     */
    public Optional<CourseSnapshot> find(UUID id) {
        return findAll(List.of(id)).stream()
                .filter(course -> course.id().equals(id))
                .findFirst();
    }

    /** Several courses, at most 500; unknown ones are left out. */
    public List<CourseSnapshot> findAll(List<UUID> ids) {
        return courses.get(Courses.class, "/internal/courses?ids={ids}", joined(ids))
                .data();
    }

    /** The seats of several classes, at most 500; unknown ones are left out. */
    public List<ClassSeats> seats(List<UUID> classes) {
        return courses.get(Classes.class, "/internal/schedules?ids={ids}", joined(classes))
                .data();
    }

    private static String joined(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }
}
