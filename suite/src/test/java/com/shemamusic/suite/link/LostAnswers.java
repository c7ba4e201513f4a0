package com.shemamusic.suite.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.suite.booking.Office;
import com.shemamusic.suite.booking.Office.Applicant;
import com.shemamusic.suite.booking.Seats;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Link;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forms and bookings whose first answer is lost after the commit, sent again under their key as a browser would (X5). */
public final class LostAnswers {

    private final Office office;
    private final Link link;

    /** Everything the office sends must go over the link. */
    public LostAnswers(Office office, Link link) {
        this.office = office;
        this.link = link;
    }

    /** Sends so many forms, and as many bookings of their applicants; fails unless each is there once. */
    public void send(int count, JdbcClient database) {
        office.open(2, count);
        List<Applicant> applicants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            JsonNode made = twice(() -> office.submit(number));
            applicants.add(new Applicant(
                    made.path("id").asText(), made.path("registration_number").asText(), office.email(number)));
        }
        List<String> bookings = new ArrayList<>();
        for (Applicant who : applicants) {
            String key = "booking-" + who.enrollment();
            bookings.add(twice(() -> office.tryToBook(
                            who, key, office.slots().getFirst(), office.slots().getLast()))
                    .path("id")
                    .asText());
        }
        assertThat(database.sql("select id::text from shema.enrollments where course_id = cast(? as uuid)")
                        .param(office.course())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(
                        applicants.stream().map(Applicant::enrollment).toList());
        Seats seats = new Seats(database, office.course());
        assertThat(seats.bookings()).containsExactlyInAnyOrderElementsOf(bookings);
        seats.settle();
        seats.agree();
    }

    // That the second answer is a replayed one shows that the first was lost after the commit, and equals it.
    private JsonNode twice(Supplier<ApiResponse> call) {
        int before = link.lost();
        link.loseAnswers();
        assertThat(isAnswered(call)).isFalse();
        link.heal();
        assertThat(link.lost()).isEqualTo(before + 1);
        ApiResponse second = call.get().assertStatus(201);
        assertThat(second.header("Idempotency-Replayed")).as("%s", second).hasValue("true");
        assertThat(call.get().assertStatus(201).json()).isEqualTo(second.json());
        return second.json();
    }

    private static boolean isAnswered(Supplier<ApiResponse> call) {
        try {
            return call.get().status() < 500;
        } catch (UncheckedIOException lost) {
            return false;
        }
    }
}
