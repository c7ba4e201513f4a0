package com.shemamusic.enrollment.reconciliation;

import com.shemamusic.enrollment.client.course.ClassSeats;
import com.shemamusic.enrollment.client.course.CourseClient;
import com.shemamusic.enrollment.client.course.CourseSnapshot;
import com.shemamusic.enrollment.client.user.KnownStudent;
import com.shemamusic.enrollment.client.user.UserClient;
import com.shemamusic.enrollment.reconciliation.ReconciliationRepository.Course;
import com.shemamusic.enrollment.reconciliation.ReconciliationRepository.Holds;
import com.shemamusic.enrollment.reconciliation.ReconciliationRepository.Student;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.job.ClusterJobs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks user- and course-service at night whether they see students, courses and held seats as we do. It reports, it never mends. */
@Component
class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int PART = 100;
    private static final UUID FIRST = new UUID(0, 0);
    private final ReconciliationRepository ours;
    private final UserClient users;
    private final CourseClient courses;
    private final ClusterJobs jobs;
    private final Duration secondLook;
    private final AtomicInteger differences = new AtomicInteger();

    Reconciliation(
            ReconciliationRepository ours,
            UserClient users,
            CourseClient courses,
            ClusterJobs jobs,
            MeterRegistry metrics,
            @Value("${shema.enrollment.reconciliation.second-look:60s}") Duration secondLook) {
        this.ours = ours;
        this.users = users;
        this.courses = courses;
        this.jobs = jobs;
        this.secondLook = secondLook;
        Gauge.builder("shema.reconciliation.differences", differences, AtomicInteger::get)
                .description("Students, courses and held seats that user- or course-service saw otherwise last night")
                .register(metrics);
    }

    @Scheduled(cron = "${shema.enrollment.reconciliation.cron:0 0 3 * * *}", zone = "${shema.time-zone}")
    void nightly() {
        // Another replica may compare tonight; what this one saw the night before would be told for ever.
        differences.set(0);
        jobs.runOnce("reconciliation", Duration.ofHours(12), () -> {
            try {
                compare();
            } catch (PeerUnavailableException down) {
                LOG.warn("Tonight's comparison is left out: {}", down.getMessage());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    List<Difference> compare() throws InterruptedException {
        List<Difference> found = new ArrayList<>();
        for (List<Student> part = ours.students(FIRST, PART);
                !part.isEmpty();
                part = ours.students(part.getLast().id(), PART)) {
            compareStudents(part, found);
        }
        for (List<Course> part = ours.courses(FIRST, PART);
                !part.isEmpty();
                part = ours.courses(part.getLast().id(), PART)) {
            compareCourses(part, found);
        }
        compareHolds(found);
        differences.set(found.size());
        found.forEach(one -> LOG.atWarn().addKeyValue("id", one.id()).log("Reconciliation: {}", one.what()));
        LOG.info("Compared students, courses and held seats: {} differ", found.size());
        return found;
    }

    private void compareStudents(List<Student> part, List<Difference> found) {
        Map<UUID, KnownStudent> known = users
                .students(part.stream().map(Student::id).toList())
                .stream()
                .collect(Collectors.toMap(KnownStudent::id, Function.identity()));
        for (Student student : part) {
            KnownStudent there = known.get(student.id());
            if (there == null) {
                found.add(new Difference("a student of an enrollment is not known to user-service", student.id()));
            } else if (student.active() && there.status().equals("inactive")) {
                found.add(new Difference("a student with an active enrollment is inactive", student.id()));
            }
        }
    }

    private void compareCourses(List<Course> part, List<Difference> found) {
        Map<UUID, CourseSnapshot> known = courses
                .findAll(part.stream().map(Course::id).toList())
                .stream()
                .collect(Collectors.toMap(CourseSnapshot::id, Function.identity()));
        for (Course course : part) {
            CourseSnapshot there = known.get(course.id());
            if (there == null) {
                found.add(new Difference("a course with open enrollments is not known to course-service", course.id()));
                continue;
            }
            if (!course.stale() && !Objects.equals(there.enrollmentLimit(), course.enrollmentLimit())) {
                found.add(new Difference("a course has another limit in course-service", course.id()));
            }
            if (there.enrollmentLimit() != null && course.active() > there.enrollmentLimit()) {
                found.add(new Difference("a course has more active enrollments than its limit", course.id()));
            }
        }
    }

    /** A booking may be between two steps at the first look; what still differs a minute later stays so. */
    private void compareHolds(List<Difference> found) throws InterruptedException {
        List<UUID> suspects = new ArrayList<>();
        for (List<Holds> part = ours.holds(FIRST, PART);
                !part.isEmpty();
                part = ours.holds(part.getLast().id(), PART)) {
            suspects.addAll(differing(part));
        }
        if (!suspects.isEmpty()) {
            Thread.sleep(secondLook);
        }
        for (int from = 0; from < suspects.size(); from += PART) {
            List<UUID> part = suspects.subList(from, Math.min(from + PART, suspects.size()));
            differing(ours.holds(part))
                    .forEach(id -> found.add(new Difference("a class has other seats held than pending bookings", id)));
        }
    }

    private List<UUID> differing(List<Holds> part) {
        Map<UUID, Integer> held = courses.seats(part.stream().map(Holds::id).toList()).stream()
                .collect(Collectors.toMap(ClassSeats::id, ClassSeats::seatsHeld));
        return part.stream()
                .filter(holds -> holds.held() != held.getOrDefault(holds.id(), 0))
                .map(Holds::id)
                .toList();
    }
}
