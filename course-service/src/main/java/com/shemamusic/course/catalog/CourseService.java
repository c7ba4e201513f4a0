package com.shemamusic.course.catalog;

import com.shemamusic.course.cache.AnswerCache;
import com.shemamusic.course.cache.Region;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.web.IfMatch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Makes, changes and finds courses. */
@Service
public class CourseService {

    private final CourseRepository courses;
    private final CourseQueries queries;
    private final AvailableDays days;
    private final Transactions transactions;
    private final EventPublisher events;
    private final AnswerCache cache;

    CourseService(
            CourseRepository courses,
            CourseQueries queries,
            AvailableDays days,
            Transactions transactions,
            EventPublisher events,
            AnswerCache cache) {
        this.courses = courses;
        this.queries = queries;
        this.days = days;
        this.transactions = transactions;
        this.events = events;
        this.cache = cache;
    }

    Course create(CourseDraft draft) {
        UUID id = Ids.next();
        transactions.run(() -> store(id, draft));
        return get(id);
    }

    /** Stores a new course as part of the current transaction. */
    void store(UUID id, CourseDraft draft) {
        if (!courses.insert(id, draft)) {
            throw slugTaken(draft.slug());
        }
        publish(id, draft, 1);
        cache.dropAfterCommit(Region.CATALOGUE);
    }

    Course update(UUID id, PatchCourseRequest patch, IfMatch ifMatch) {
        return change(id, ifMatch, patch::over);
    }

    /** Takes a course off the catalogue; what exists of it stays. */
    void deactivate(UUID id) {
        change(id, IfMatch.ANY, CourseDraft::inactive);
    }

    /** A course by id or slug, its available days included; also inactive ones, if wanted. */
    Course get(String idOrSlug, boolean inactiveToo) {
        Optional<Course> found = uuid(idOrSlug)
                .map(courses::find)
                .orElseGet(() -> courses.findBySlug(idOrSlug))
                .filter(course -> inactiveToo || course.isActive());
        return days.complete(List.of(found.orElseThrow(CourseService::notFound)))
                .getFirst();
    }

    /**
     * A course by id, inactive or not, without its available days.
     *
     * @throws ApiException 404 {@code COURSE_NOT_FOUND}
     */
    public Course require(UUID id) {
        return courses.find(id).orElseThrow(CourseService::notFound);
    }

    /** Courses by id, inactive ones too and available days included; unknown ids are left out. */
    public List<Course> findAll(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : days.complete(courses.findAll(ids));
    }

    /** What recommendations look at, of every active course; the days are left out. */
    public List<CourseFacts> activeFacts() {
        return courses.activeFacts();
    }

    /** What an instrument is called in a language. */
    public static String instrumentName(String slug, Locale language) {
        Instruments.Names names = Instruments.names(slug);
        return language.getLanguage().equals("en") ? names.en() : names.id();
    }

    /** Which of the courses still take students. */
    public Map<UUID, Boolean> haveCapacity(List<UUID> ids) {
        return ids.isEmpty() ? Map.of() : queries.haveCapacity(ids);
    }

    private Course get(UUID id) {
        return days.complete(List.of(require(id))).getFirst();
    }

    private Course change(UUID id, IfMatch ifMatch, UnaryOperator<CourseDraft> change) {
        try {
            transactions.run(() -> {
                var stored = courses.findForUpdate(id).orElseThrow(CourseService::notFound);
                ifMatch.check(stored.course().version());
                CourseDraft before = stored.draft();
                CourseDraft after = change.apply(before);
                FieldErrors errors = new FieldErrors();
                CourseDraft.checkAges(after.minAge(), after.maxAge(), errors);
                errors.throwIfAny();
                if (after.equals(before)) {
                    return;
                }
                if (!after.slug().equals(before.slug()) && courses.slugIsTaken(after.slug(), id)) {
                    throw slugTaken(after.slug());
                }
                courses.update(id, after);
                publish(id, after, stored.course().version() + 1);
                cache.dropAfterCommit(Region.CATALOGUE, Region.FREE_SLOTS);
            });
        } catch (DuplicateKeyException raced) {
            throw new ApiException(HttpStatus.CONFLICT, "COURSE_SLUG_TAKEN", raced);
        }
        return get(id);
    }

    private void publish(UUID id, CourseDraft draft, long version) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("courseId", id);
        data.put("isActive", draft.isActive());
        data.put("maxStudents", draft.maxStudents());
        data.put("enrollmentLimit", draft.enrollmentLimit());
        events.publish("course.updated", id, version, data);
    }

    static ApiException notFound() {
        return ApiException.notFound("COURSE_NOT_FOUND");
    }

    private static ApiException slugTaken(String slug) {
        return ApiException.conflict("COURSE_SLUG_TAKEN").with("slug", slug);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException slug) {
            return Optional.empty();
        }
    }
}
