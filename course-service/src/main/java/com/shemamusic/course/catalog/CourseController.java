package com.shemamusic.course.catalog;

import com.shemamusic.course.cache.AnswerCache;
import com.shemamusic.course.cache.Region;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.web.IfMatch;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/courses")
class CourseController {

    record DryRun(@Nullable Boolean dryRun) {}

    private final CourseService courses;
    private final CourseLists lists;
    private final CourseQueries queries;
    private final CourseImport imports;
    private final AnswerCache cache;

    CourseController(
            CourseService courses, CourseLists lists, CourseQueries queries, CourseImport imports, AnswerCache cache) {
        this.courses = courses;
        this.lists = lists;
        this.queries = queries;
        this.imports = imports;
        this.cache = cache;
    }

    @GetMapping
    @Answers(value = Course.class, count = Answers.Count.LIST)
    @PublicAccess
    ResponseEntity<?> list(@Query CourseFilter filter, Paging paging, Actor actor) {
        if (filter.withInactive()) {
            requireAdmin(actor);
            return ResponseEntity.ok(lists.list(filter, paging));
        }
        return cache.answer(Region.CATALOGUE, "list:" + filter + paging, () -> lists.list(filter, paging));
    }

    @GetMapping("/facets")
    @Answers(CourseLists.Facets.class)
    @PublicAccess
    ResponseEntity<?> facets(@Query CourseFilter filter, Actor actor) {
        if (filter.withInactive()) {
            requireAdmin(actor);
            return ResponseEntity.ok(lists.facets(filter));
        }
        return cache.answer(Region.CATALOGUE, "facets:" + filter, () -> lists.facets(filter));
    }

    @GetMapping("/instruments")
    @Answers(value = CourseQueries.Instrument.class, count = Answers.Count.LIST)
    @PublicAccess
    ResponseEntity<?> instruments(Paging paging) {
        return cache.answer(Region.CATALOGUE, "instruments:" + paging, () -> Page.of(queries.instruments(), paging));
    }

    @GetMapping("/stats")
    @AdminOnly
    CourseQueries.Stats stats() {
        return queries.stats();
    }

    /** An admin also reads courses that were taken off the catalogue. */
    @GetMapping("/{id}")
    @Answers(Course.class)
    @Refuses("404 COURSE_NOT_FOUND")
    @PublicAccess
    ResponseEntity<?> get(@PathVariable("id") String idOrSlug, Actor actor) {
        if (actor.isAdmin()) {
            return ResponseEntity.ok(courses.get(idOrSlug, true));
        }
        return cache.answer(Region.CATALOGUE, "one:" + idOrSlug, () -> courses.get(idOrSlug, false));
    }

    @GetMapping("/{id}/capacity")
    @Refuses("404 COURSE_NOT_FOUND")
    @PublicAccess
    CourseQueries.Capacity capacity(@PathVariable UUID id) {
        return queries.capacity(id).orElseThrow(CourseService::notFound);
    }

    @PostMapping
    @Answers(status = 201)
    @Refuses("409 COURSE_SLUG_TAKEN")
    @AdminOnly
    ResponseEntity<Course> create(@RequestBody CreateCourseRequest request) {
        Course made = courses.create(request.draft());
        return ResponseEntity.created(URI.create("/api/courses/" + made.id())).body(made);
    }

    @PostMapping("/import")
    @Refuses("409 COURSE_SLUG_TAKEN")
    @AdminOnly
    CourseImport.Imported importAll(
            @RequestBody(required = false) byte @Nullable [] csv,
            @RequestHeader(name = "Content-Type", required = false) @Nullable String type,
            @Query DryRun dryRun) {
        // Looked at here and not in the mapping, so that who may not call is told that first.
        if (type == null || !type.regionMatches(true, 0, "text/csv", 0, "text/csv".length())) {
            throw new ApiException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE");
        }
        return imports.run(csv == null ? new byte[0] : csv, Boolean.TRUE.equals(dryRun.dryRun()));
    }

    @PatchMapping("/{id}")
    @Refuses({"404 COURSE_NOT_FOUND", "409 COURSE_SLUG_TAKEN"})
    @AdminOnly
    Course update(@PathVariable UUID id, @RequestBody PatchCourseRequest request, IfMatch ifMatch) {
        return courses.update(id, request, ifMatch);
    }

    @DeleteMapping("/{id}")
    @Refuses("404 COURSE_NOT_FOUND")
    @AdminOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        courses.deactivate(id);
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw ApiException.unauthorized("AUTH_REQUIRED");
        }
    }
}
