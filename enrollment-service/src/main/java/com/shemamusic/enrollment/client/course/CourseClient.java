package com.shemamusic.enrollment.client.course;

import com.shemamusic.shared.client.Peer;
import com.shemamusic.shared.client.Peers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks course-service. */
@Component
public class CourseClient {

    private record Courses(List<CourseSnapshot> data) {}

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
        return courses.get(Courses.class, "/internal/courses?ids={id}", id).data().stream()
                .filter(course -> course.id().equals(id))
                .findFirst();
    }
}
