package com.shemamusic.enrollment.course;

import com.shemamusic.enrollment.client.course.CourseClient;
import com.shemamusic.enrollment.client.course.CourseSnapshot;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.error.ApiException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Courses as last known: believed for an hour, and for a day while course-service is down (rule 5). */
@Service
public class KnownCourses {

    private final CourseCopyRepository copies;
    private final CourseClient client;
    private final Map<UUID, CompletableFuture<KnownCourse>> asking = new ConcurrentHashMap<>();

    KnownCourses(CourseCopyRepository copies, CourseClient client) {
        this.copies = copies;
        this.client = client;
    }

    /**
     * The course a form names. Asks course-service when the copy is too old, so it must not stand in a transaction.
     *
     * @throws ApiException 404 {@code COURSE_NOT_FOUND} also for an inactive course; 503 for one never seen while course-service is down
     */
    public KnownCourse open(UUID id) {
        Optional<CourseCopyRepository.Copy> copy = copies.find(id);
        KnownCourse course = copy.isPresent() && copy.get().fresh()
                ? copy.get().course()
                : askOnce(
                        id,
                        copy.filter(CourseCopyRepository.Copy::usable)
                                .map(CourseCopyRepository.Copy::course)
                                .orElse(null));
        if (!course.isActive()) {
            throw ApiException.notFound("COURSE_NOT_FOUND");
        }
        return course;
    }

    /** The course with its row locked until the transaction ends; every change of its places goes through here. */
    public KnownCourse lock(UUID id) {
        return copies.lock(id).orElseThrow(() -> ApiException.notFound("COURSE_NOT_FOUND"));
    }

    /** Notes what an event says about a course; false when it is nothing new or the course is not known here. */
    public boolean note(UUID id, boolean active, @Nullable Integer limit, long version) {
        return copies.note(id, active, limit, version);
    }

    /** Forms that come together for a course nobody has asked for yet share one question. */
    private KnownCourse askOnce(UUID id, @Nullable KnownCourse fallback) {
        CompletableFuture<KnownCourse> mine = new CompletableFuture<>();
        CompletableFuture<KnownCourse> running = asking.putIfAbsent(id, mine);
        if (running != null) {
            try {
                return running.join();
            } catch (CompletionException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
        }
        try {
            KnownCourse course = copies.find(id)
                    .filter(CourseCopyRepository.Copy::fresh)
                    .map(CourseCopyRepository.Copy::course)
                    .orElseGet(() -> ask(id, fallback));
            mine.complete(course);
            return course;
        } catch (RuntimeException failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            asking.remove(id);
        }
    }

    private KnownCourse ask(UUID id, @Nullable KnownCourse fallback) {
        try {
            CourseSnapshot found = client.find(id).orElse(null);
            if (found == null) {
                copies.retire(id);
                throw ApiException.notFound("COURSE_NOT_FOUND");
            }
            copies.save(found);
            return new KnownCourse(
                    id, found.name(), found.isActive(), found.minAge(), found.maxAge(), found.enrollmentLimit());
        } catch (PeerUnavailableException down) {
            if (fallback == null) {
                throw down;
            }
            return fallback;
        }
    }
}
