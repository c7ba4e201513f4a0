package com.shemamusic.enrollment.booking;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Bookings for other features. */
@Service
public class Bookings {

    private final BookingReader reader;
    private final BookingQueue queue;

    Bookings(BookingReader reader, BookingQueue queue) {
        this.reader = reader;
        this.queue = queue;
    }

    /** One booking, whatever has become of it. */
    public Optional<Booking> find(UUID id) {
        return reader.find(id);
    }

    /** Marks the pending bookings with less than 24 hours left as reminded of, in the current transaction; each is returned once. */
    public List<Booking> remindable() {
        return reader.findAll(queue.remind());
    }
}
