package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.booking.BookingStorm;
import com.shemamusic.suite.booking.ExpiryRush;
import com.shemamusic.suite.booking.Killer;
import com.shemamusic.suite.booking.Office;
import com.shemamusic.suite.booking.Office.Applicant;
import com.shemamusic.suite.booking.Seats;
import com.shemamusic.test.ApiResponse;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Both trials of bookings ({@code ./shema chaos bookings}, {@code expiry}) in small. */
class BookingStormE2E {

    private static final int SENDERS = 12;

    @Test
    void killedServicesLeaveNoHalfBookingAndNoSeatLeaks() throws Exception {
        Office office = new Office(SharedSuite.suite());
        office.open(8, 12);
        List<Applicant> applicants = office.enroll(120, SENDERS, () -> {});
        BookingStorm storm = new BookingStorm(office, 7);
        try (Killer killer = new Killer(SharedSuite.suite(), List.of("enrollment-service", "course-service"), 7)) {
            Future<Integer> kills = killer.kill(2, storm::finished, applicants.size());
            storm.rage(applicants, SENDERS);
            assertThat(kills.get()).isEqualTo(2);
        }
        Seats seats = new Seats(SharedSuite.database(), office.course());
        seats.settle();
        seats.agree();
        storm.nothingIsLost(seats);
    }

    @Test
    void bookingsConfirmedAsTheyExpireEndOnceAndNeverLate() throws Exception {
        Office office = new Office(SharedSuite.suite());
        office.open(4, 60);
        ExpiryRush rush = new ExpiryRush(office, SharedSuite.database(), 7);
        List<String> bookings = rush.book(office.enroll(80, SENDERS, () -> {}), SENDERS);
        List<ApiResponse> answers = rush.rush(bookings, 25);
        assertThat(answers).extracting(ApiResponse::status).contains(200, 409);
        rush.eachEndedOnce(bookings, answers);
    }
}
