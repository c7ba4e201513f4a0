package com.shemamusic.attendance.roster;

import com.shemamusic.attendance.client.course.CourseClient;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A course may have a new name, which its classes show; the event carries none, so course-service is asked. */
@Component
class CourseListener implements EventHandler {

    private record Told(UUID courseId) {}

    private final RosterRepository rosters;
    private final CourseClient courses;

    CourseListener(RosterRepository rosters, CourseClient courses) {
        this.rosters = rosters;
        this.courses = courses;
    }

    @Override
    public Set<String> channels() {
        return Set.of("course.updated");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        UUID courseId = event.data(Told.class).courseId();
        if (rosters.knowsCourse(courseId)) {
            courses.courseName(courseId).ifPresent(name -> rosters.renameCourse(courseId, name));
        }
    }
}
