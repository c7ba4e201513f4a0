package com.shemamusic.enrollment.notification;

import com.shemamusic.enrollment.booking.Booking;
import com.shemamusic.enrollment.booking.Booking.Choice;
import com.shemamusic.enrollment.booking.Bookings;
import com.shemamusic.enrollment.enrollment.Enrollment;
import com.shemamusic.enrollment.enrollment.Enrollments;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes messages of what happens to bookings, and reminds the school of those about to expire. */
@Component
class BookingMessages implements EventHandler {

    private record Told(UUID bookingId) {}

    private final Bookings bookings;
    private final Enrollments enrollments;
    private final Messages messages;
    private final SchoolWords words;
    private final Transactions transactions;

    BookingMessages(
            Bookings bookings,
            Enrollments enrollments,
            Messages messages,
            SchoolWords words,
            Transactions transactions) {
        this.bookings = bookings;
        this.enrollments = enrollments;
        this.messages = messages;
        this.words = words;
        this.transactions = transactions;
    }

    @Override
    public Set<String> channels() {
        return Set.of("booking.created", "booking.confirmed", "booking.rejected", "booking.expired");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        bookings.find(event.data(Told.class).bookingId())
                .ifPresent(booking -> enrollments.all(List.of(booking.enrollmentId())).stream()
                        .filter(Recipient::isThere)
                        .forEach(enrollment -> tell(channel, event.eventId(), booking, enrollment)));
    }

    private void tell(String channel, UUID eventId, Booking booking, Enrollment enrollment) {
        Recipient applicant = Recipient.of(enrollment);
        MessageKind kind = switch (channel) {
            case "booking.created" -> MessageKind.BOOKING_RECEIVED;
            case "booking.confirmed" -> MessageKind.BOOKING_CONFIRMED;
            case "booking.rejected" -> MessageKind.BOOKING_REJECTED;
            case "booking.expired" -> MessageKind.BOOKING_EXPIRED;
            default -> throw new IllegalArgumentException(channel);
        };
        messages.tell(kind, eventId, booking.id(), applicant, facts(booking, enrollment, enrollment.language()));
        if (kind == MessageKind.BOOKING_RECEIVED) {
            messages.tellSchool(
                    MessageKind.SCHOOL_BOOKING,
                    eventId,
                    booking.id(),
                    enrollment.id(),
                    facts(booking, enrollment, messages.schoolLanguage()));
        }
    }

    @Scheduled(fixedDelayString = "${shema.enrollment.messages.reminder-interval:30s}")
    void remindOfExpiring() {
        transactions.run(() -> {
            Map<UUID, Booking> due = bookings.remindable().stream()
                    .collect(Collectors.toMap(Booking::enrollmentId, Function.identity()));
            for (Enrollment enrollment : enrollments.all(List.copyOf(due.keySet()))) {
                Booking booking = Objects.requireNonNull(due.get(enrollment.id()));
                if (Recipient.isThere(enrollment)) {
                    messages.tellSchool(
                            MessageKind.SCHOOL_BOOKING_EXPIRING,
                            booking.id(),
                            booking.id(),
                            enrollment.id(),
                            facts(booking, enrollment, messages.schoolLanguage()));
                }
            }
        });
    }

    private Map<String, @Nullable String> facts(Booking booking, Enrollment enrollment, String language) {
        Locale locale = Locale.of(language);
        Choice first = booking.firstChoice();
        Choice second = booking.secondChoice();
        Map<String, @Nullable String> facts = EnrollmentMessages.facts(enrollment);
        facts.put("booking", booking.id().toString());
        facts.put("first", when(first, locale));
        facts.put("second", when(second, locale));
        facts.put("expires", words.time(booking.expiresAt(), locale));
        facts.put("reason", words.reason(booking.reason(), locale));
        UUID confirmed = booking.confirmedSlotId();
        if (confirmed != null) {
            facts.put("confirmed", when(first.slotId().equals(confirmed) ? first : second, locale));
            int more = booking.placed() == null ? 0 : booking.placed().size() - 1;
            facts.put("more", more > 0 ? Integer.toString(more) : null);
        }
        return facts;
    }

    private @Nullable String when(Choice choice, Locale locale) {
        return words.hours(choice.startsAt(), choice.endsAt(), locale);
    }
}
