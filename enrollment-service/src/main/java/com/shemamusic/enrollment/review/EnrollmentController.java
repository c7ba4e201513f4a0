package com.shemamusic.enrollment.review;

import com.shemamusic.enrollment.enrollment.Enrollment;
import com.shemamusic.enrollment.enrollment.EnrollmentFilter;
import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.enrollment.enrollment.Enrollments;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.validation.Query;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AdminOnly
@RequestMapping("/api/enrollments")
class EnrollmentController {

    private final Enrollments enrollments;
    private final EnrollmentReview review;
    private final EnrollmentCsv csv;
    private final StatsReader stats;

    EnrollmentController(Enrollments enrollments, EnrollmentReview review, EnrollmentCsv csv, StatsReader stats) {
        this.enrollments = enrollments;
        this.review = review;
        this.csv = csv;
        this.stats = stats;
    }

    @GetMapping
    Page<Enrollment> list(@Query EnrollmentFilter filter, Paging paging) {
        return enrollments.page(filter, paging);
    }

    @GetMapping(produces = "text/csv")
    @Answers(value = String.class, type = "text/csv")
    void export(@Query EnrollmentFilter filter, HttpServletResponse response) throws IOException {
        csv.write(filter, response);
    }

    @GetMapping("/stats")
    EnrollmentStats stats() {
        return stats.read();
    }

    @GetMapping("/{id}")
    @Refuses("404 ENROLLMENT_NOT_FOUND")
    Enrollment get(@PathVariable UUID id) {
        return enrollments.get(id);
    }

    @PostMapping("/{id}/approve")
    @Refuses({"404 ENROLLMENT_NOT_FOUND", "409 ENROLLMENT_INVALID_STATE", "409 COURSE_FULL"})
    Enrollment approve(
            @PathVariable UUID id, Actor actor, @RequestBody(required = false) @Nullable ApproveRequest request) {
        return review.change(id, EnrollmentStatus.ACTIVE, actor, request == null ? null : request.note());
    }

    @PostMapping("/{id}/reject")
    @Refuses({"404 ENROLLMENT_NOT_FOUND", "409 ENROLLMENT_INVALID_STATE"})
    Enrollment reject(@PathVariable UUID id, Actor actor, @RequestBody ReasonRequest request) {
        return review.change(id, EnrollmentStatus.REJECTED, actor, request.reason());
    }

    @PostMapping("/{id}/cancel")
    @Refuses({"404 ENROLLMENT_NOT_FOUND", "409 ENROLLMENT_INVALID_STATE"})
    Enrollment cancel(@PathVariable UUID id, Actor actor, @RequestBody ReasonRequest request) {
        return review.change(id, EnrollmentStatus.CANCELLED, actor, request.reason());
    }

    @PostMapping("/{id}/complete")
    @Refuses({"404 ENROLLMENT_NOT_FOUND", "409 ENROLLMENT_INVALID_STATE"})
    Enrollment complete(@PathVariable UUID id, Actor actor) {
        return review.change(id, EnrollmentStatus.COMPLETED, actor, null);
    }
}
