package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.booking.BookingForm.Answer;
import com.shemamusic.enrollment.idempotency.IdempotencyKey;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.validation.Query;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AdminOnly
@RequestMapping("/api/bookings")
class BookingController {

    record StatusRequest(
            @NotNull UUID bookingId,
            @NotBlank @Size(max = 254) String email) {}

    record ConfirmRequest(
            @NotNull UUID slotId,
            @Nullable @Pattern(regexp = "this|following") String scope) {}

    record RejectRequest(@NotBlank @Size(max = 1000) String reason) {}

    record BookingFilter(
            @Nullable @Pattern(regexp = "pending|confirmed|rejected|expired")
            String status,

            @Nullable UUID courseId) {}

    private final BookingForm form;
    private final BookingDecisions decisions;
    private final BookingReader reader;

    BookingController(BookingForm form, BookingDecisions decisions, BookingReader reader) {
        this.form = form;
        this.decisions = decisions;
        this.reader = reader;
    }

    @PublicAccess
    @PostMapping({"", "/create"})
    @Answers(status = 201)
    @Refuses({
        "400 IDEMPOTENCY_KEY_REQUIRED",
        "400 CAPTCHA_FAILED",
        "404 BOOKING_STUDENT_UNKNOWN",
        "409 IDEMPOTENCY_IN_PROGRESS",
        "409 BOOKING_INVALID_SLOTS",
        "409 BOOKING_ALREADY_PENDING",
        "422 IDEMPOTENCY_KEY_REUSED",
        "503 CAPTCHA_UNAVAILABLE"
    })
    ResponseEntity<Booking> create(
            @Parameter(
                            name = IdempotencyKey.HEADER,
                            in = ParameterIn.HEADER,
                            required = true,
                            schema = @Schema(type = "string", minLength = 8, maxLength = 128))
                    IdempotencyKey key,
            @RequestBody CreateBookingRequest request) {
        Answer answer = form.submit(key, request);
        ResponseEntity.BodyBuilder created = ResponseEntity.created(
                URI.create("/api/bookings/" + answer.booking().id()));
        if (answer.replayed()) {
            created.header("Idempotency-Replayed", "true");
        }
        return created.body(answer.booking());
    }

    @PublicAccess
    @PostMapping("/status")
    @Refuses("404 BOOKING_NOT_FOUND")
    Booking status(@RequestBody StatusRequest request) {
        return reader.find(request.bookingId())
                .filter(booking ->
                        booking.student() != null && booking.student().email().equalsIgnoreCase(request.email()))
                .map(Booking::withoutStudent)
                .orElseThrow(() -> ApiException.notFound("BOOKING_NOT_FOUND"));
    }

    @GetMapping
    Page<Booking> list(@Query BookingFilter filter, Paging paging) {
        return reader.page(filter.status(), filter.courseId(), paging);
    }

    @GetMapping("/pending")
    Page<Booking> pending(Paging paging) {
        return reader.page("pending", null, paging);
    }

    @GetMapping("/stats")
    BookingStats stats() {
        return reader.stats();
    }

    @GetMapping("/{id}")
    @Refuses("404 BOOKING_NOT_FOUND")
    Booking get(@PathVariable UUID id) {
        return reader.get(id);
    }

    @PostMapping("/{id}/confirm")
    @Refuses({"404 BOOKING_NOT_FOUND", "409 BOOKING_EXPIRED", "409 BOOKING_INVALID_STATE", "409 STUDENT_NOT_LINKED"})
    Booking confirm(@PathVariable UUID id, @RequestBody ConfirmRequest request) {
        return decisions.confirm(id, request.slotId(), request.scope() == null ? "this" : request.scope());
    }

    @PostMapping("/{id}/reject")
    @Refuses({"404 BOOKING_NOT_FOUND", "409 BOOKING_EXPIRED", "409 BOOKING_INVALID_STATE"})
    Booking reject(@PathVariable UUID id, @RequestBody RejectRequest request) {
        return decisions.reject(id, request.reason());
    }
}
