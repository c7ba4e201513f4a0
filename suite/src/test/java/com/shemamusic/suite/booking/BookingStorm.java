package com.shemamusic.suite.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.booking.Office.Applicant;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Many applicants who book two of few classes in any order, and an admin who confirms some and rejects some. */
public final class BookingStorm {

    private static final int TRIES = 3;
    private final Office office;
    private final Random random;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger full = new AtomicInteger();

    public BookingStorm(Office office, long seed) {
        this.office = office;
        this.random = new Random(seed);
    }

    /** Returns when every applicant has had an answer. */
    public void rage(List<Applicant> applicants, int senders) {
        AtomicInteger next = new AtomicInteger();
        Races.run(senders, sender -> {
            for (int i = next.getAndIncrement(); i < applicants.size(); i = next.getAndIncrement()) {
                book(applicants.get(i));
                finished.incrementAndGet();
            }
            return true;
        });
    }

    /** How many applicants have had their answer. */
    public int finished() {
        return finished.get();
    }

    /** How many found no two classes with a free seat. */
    public int full() {
        return full.get();
    }

    public Set<String> acknowledged() {
        return acknowledged;
    }

    /** Fails unless everything that was answered 201 stands, and nothing else does. */
    public void nothingIsLost(Seats seats) {
        assertThat(seats.bookings()).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    private void book(Applicant who) {
        for (int tried = 0; tried < TRIES; tried++) {
            List<String> two = twoSlots();
            ApiResponse answer = office.book(who, "booking-" + who.number() + "-" + tried, two.get(0), two.get(1));
            if (answer.status() == 201) {
                String id = answer.at("/id").asText();
                acknowledged.add(id);
                decide(id, two.get(pick(2)));
                return;
            }
            answer.assertError(409, "BOOKING_INVALID_SLOTS");
        }
        full.incrementAndGet();
    }

    /** Four of ten are confirmed, three rejected, three left pending. After an outage the first try may have done it. */
    private void decide(String id, String slot) {
        int dice = pick(10);
        if (dice < 7) {
            ApiResponse answer = dice < 4
                    ? office.decide(id, "confirm", "{\"slot_id\": \"" + slot + "\"}")
                    : office.decide(id, "reject", "{\"reason\": \"penuh\"}");
            if (answer.status() != 200) {
                answer.assertError(409, "BOOKING_INVALID_STATE");
            }
        }
    }

    private synchronized int pick(int bound) {
        return random.nextInt(bound);
    }

    private List<String> twoSlots() {
        int first = pick(office.slots().size());
        int second =
                (first + 1 + pick(office.slots().size() - 1)) % office.slots().size();
        List<String> two = new ArrayList<>(
                List.of(office.slots().get(first), office.slots().get(second)));
        if (pick(2) == 0) {
            Collections.reverse(two);
        }
        return two;
    }
}
