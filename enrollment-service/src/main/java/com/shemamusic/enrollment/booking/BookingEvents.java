package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.client.course.Placement;
import com.shemamusic.shared.event.EventPublisher;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what happened to bookings, in the words of {@code spec/events.md}. */
@Component
class BookingEvents {

    private final EventPublisher publisher;

    BookingEvents(EventPublisher publisher) {
        this.publisher = publisher;
    }

    void became(String action, BookingRow booking) {
        publish(action, booking, data(booking));
    }

    void confirmed(BookingRow booking, Placement placement) {
        Map<String, @Nullable Object> data = data(booking);
        data.put("confirmedSlotId", booking.confirmedSlotId());
        data.put("placedSlotIds", placement.placed());
        // What the student was told, so that a move heard of before her booking is told to her too.
        booking.confirmed().ifPresent(choice -> {
            data.put("confirmedStartsAt", choice.startsAt());
            data.put("confirmedClassVersion", choice.classVersion());
        });
        publish("confirmed", booking, data);
    }

    private static Map<String, @Nullable Object> data(BookingRow booking) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("bookingId", booking.id());
        data.put("enrollmentId", booking.enrollmentId());
        data.put("studentId", booking.studentId());
        data.put("courseId", booking.courseId());
        data.put("firstChoiceSlotId", booking.first().slotId());
        data.put("secondChoiceSlotId", booking.second().slotId());
        data.put("expiresAt", booking.expiresAt());
        return data;
    }

    private void publish(String action, BookingRow booking, Map<String, @Nullable Object> data) {
        publisher.publish("booking." + action, booking.id(), booking.version(), data);
    }
}
