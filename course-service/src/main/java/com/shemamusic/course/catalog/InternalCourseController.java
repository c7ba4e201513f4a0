package com.shemamusic.course.catalog;

import com.shemamusic.shared.security.InternalFrom;
import com.shemamusic.shared.validation.Query;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/internal/courses")
@InternalFrom({"enrollment-service", "attendance-service"})
class InternalCourseController {

    /** Which courses are asked for. */
    record Wanted(@NotNull @Size(max = 500) List<UUID> ids) {}

    /** What enrollment rules and registers need to know of a course. */
    record CourseLimits(
            UUID id,
            String slug,
            String name,
            boolean isActive,
            int maxStudents,
            @Nullable Integer enrollmentLimit,
            @Nullable Integer minAge,
            @Nullable Integer maxAge,
            int durationMinutes,
            long version) {

        static CourseLimits of(Course course) {
            return new CourseLimits(
                    course.id(),
                    course.slug(),
                    course.name(),
                    course.isActive(),
                    course.maxStudents(),
                    course.enrollmentLimit(),
                    course.minAge(),
                    course.maxAge(),
                    course.durationMinutes(),
                    course.version());
        }
    }

    record Found(List<CourseLimits> data) {}

    private final CourseRepository courses;

    InternalCourseController(CourseRepository courses) {
        this.courses = courses;
    }

    @GetMapping
    Found find(@Query Wanted wanted) {
        return new Found(
                courses.findAll(wanted.ids()).stream().map(CourseLimits::of).toList());
    }
}
