package com.shemamusic.course.reservation;

import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.InternalFrom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/internal")
class ReservationController {

    private final SeatService seats;
    private final BookingService bookings;

    ReservationController(SeatService seats, BookingService bookings) {
        this.seats = seats;
        this.bookings = bookings;
    }

    @PutMapping("/schedules/{id}/seats/{studentId}")
    @Refuses({"404 SCHEDULE_NOT_FOUND", "409 CLASS_FULL", "409 CLASS_CANCELLED"})
    @InternalFrom({"attendance-service"})
    SeatService.Seat take(@PathVariable UUID id, @PathVariable UUID studentId) {
        return seats.take(id, studentId);
    }

    @DeleteMapping("/schedules/{id}/seats/{studentId}")
    @InternalFrom({"attendance-service"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void free(
            @PathVariable UUID id,
            @PathVariable UUID studentId,
            @RequestParam(name = "unless_booked", defaultValue = "false") boolean unlessBooked) {
        seats.free(id, studentId, unlessBooked);
    }

    @PutMapping("/bookings/{id}/hold")
    @Refuses("409 BOOKING_INVALID_SLOTS")
    @InternalFrom({"enrollment-service"})
    BookingService.Held hold(@PathVariable UUID id, @RequestBody HoldRequest request) {
        return bookings.hold(id, request);
    }

    @PutMapping("/bookings/{id}/confirm")
    @Refuses({"409 BOOKING_EXPIRED", "409 BOOKING_INVALID_SLOTS"})
    @InternalFrom({"enrollment-service"})
    BookingService.Confirmed confirm(@PathVariable UUID id, @RequestBody ConfirmRequest request) {
        return bookings.confirm(id, request);
    }

    @PutMapping("/bookings/{id}/release")
    @InternalFrom({"enrollment-service"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable UUID id, @RequestBody(required = false) @Nullable ReleaseRequest request) {
        bookings.release(id, request != null && Boolean.TRUE.equals(request.taken()));
    }
}
