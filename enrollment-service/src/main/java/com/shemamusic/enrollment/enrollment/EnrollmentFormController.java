package com.shemamusic.enrollment.enrollment;

import com.shemamusic.enrollment.enrollment.EnrollmentForm.Answer;
import com.shemamusic.enrollment.idempotency.IdempotencyKey;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.PublicAccess;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PublicAccess
class EnrollmentFormController {

    private final EnrollmentForm form;
    private final Counter submitted;

    EnrollmentFormController(EnrollmentForm form, MeterRegistry meters) {
        this.form = form;
        this.submitted = Counter.builder("shema.enrollments.submitted")
                .description("forms that became enrollments")
                .register(meters);
    }

    @PostMapping("/api/enrollments")
    @Answers(status = 201)
    @Refuses({
        "400 IDEMPOTENCY_KEY_REQUIRED",
        "400 CAPTCHA_FAILED",
        "404 COURSE_NOT_FOUND",
        "409 IDEMPOTENCY_IN_PROGRESS",
        "409 ENROLLMENT_DUPLICATE",
        "409 COURSE_FULL",
        "422 IDEMPOTENCY_KEY_REUSED",
        "503 CAPTCHA_UNAVAILABLE"
    })
    ResponseEntity<SubmittedEnrollment> submit(
            @Parameter(
                            name = IdempotencyKey.HEADER,
                            in = ParameterIn.HEADER,
                            required = true,
                            schema = @Schema(type = "string", minLength = 8, maxLength = 128))
                    IdempotencyKey key,
            @RequestBody SubmitEnrollmentRequest request) {
        Answer answer = form.submit(key, request);
        ResponseEntity.BodyBuilder created = ResponseEntity.created(
                URI.create("/api/enrollments/" + answer.enrollment().id()));
        if (answer.replayed()) {
            created.header("Idempotency-Replayed", "true");
        } else {
            submitted.increment();
        }
        return created.body(answer.enrollment());
    }
}
