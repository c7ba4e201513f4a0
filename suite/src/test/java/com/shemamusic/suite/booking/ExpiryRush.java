package com.shemamusic.suite.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.booking.Office.Applicant;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bookings that an admin confirms at the very moment at which they expire (K4). */
public final class ExpiryRush {

    /** Notes by the database's clock when a held seat became a student's, in a transaction of whoever did it. */
    private static final List<String> WITNESS = List.of(
            "create table public.seats_taken (booking_id uuid, expires_at timestamptz, taken_at timestamptz)",
            """
            create function public.note_seat_taken() returns trigger language plpgsql security definer as $$
            begin insert into public.seats_taken values (old.booking_id, old.expires_at, clock_timestamp()); return new; end $$""",
            """
            create trigger note_seat_taken before update on shema.class_seats for each row
            when (old.state = 'held' and new.state = 'taken') execute function public.note_seat_taken()""");

    /** The witness is called after the statement has compared the hour with the clock. */
    private static final String WITNESS_CALLED = " + interval '1 millisecond'";

    private static final int LEAD_MILLIS = 5_000;

    /** Early enough that some are in time on a slow machine too, late enough that some are not. */
    private static final int EARLY_MILLIS = 3_000;

    private static final int LATE_MILLIS = 500;
    private final Office office;
    private final JdbcClient database;
    private final Random random;

    public ExpiryRush(Office office, JdbcClient database, long seed) {
        this.office = office;
        this.database = database;
        this.random = new Random(seed);
    }

    /** Sets each booking's hour in both services, one after the other over a while, and confirms each around its hour. */
    public List<ApiResponse> rush(List<String> bookings, int everyMillis) throws Exception {
        WITNESS.forEach(sql -> database.sql(sql).update());
        Instant first = databaseTime().plusMillis(LEAD_MILLIS);
        expire(bookings, first, everyMillis);
        Map<String, String> chosen = new HashMap<>();
        database.sql("select id::text as id, first_slot_id::text as slot from shema.bookings")
                .query(row -> {
                    chosen.put(row.getString("id"), row.getString("slot"));
                });
        List<ApiResponse> answers = new ArrayList<>();
        try (ExecutorService admins = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ApiResponse>> asked = IntStream.range(0, bookings.size())
                    .mapToObj(i -> {
                        Instant at =
                                first.plusMillis((long) i * everyMillis + random.nextInt(-EARLY_MILLIS, LATE_MILLIS));
                        return admins.submit(
                                () -> confirm(bookings.get(i), chosen.getOrDefault(bookings.get(i), ""), at));
                    })
                    .toList();
            for (Future<ApiResponse> one : asked) {
                answers.add(one.get());
            }
        }
        return answers;
    }

    /** By how many milliseconds the latest seat was taken before its hold expired; negative: after. */
    public double closest() {
        return database.sql("select min(extract(epoch from expires_at - taken_at)) * 1000 from public.seats_taken")
                .query(Double.class)
                .single();
    }

    /** Fails unless each booking ended once: confirmed in time, or expired. */
    public void eachEndedOnce(List<String> bookings, List<ApiResponse> answers) {
        Seats seats = new Seats(database, office.course());
        seats.settle();
        seats.agree();
        assertThat(seats.bookings("confirmed") + seats.bookings("expired")).isEqualTo(bookings.size());
        for (int i = 0; i < bookings.size(); i++) {
            String status = database.sql("select status from shema.bookings where id = cast(:id as uuid)")
                    .param("id", bookings.get(i))
                    .query(String.class)
                    .single();
            ApiResponse answer = answers.get(i);
            if (answer.status() == 200) {
                assertThat(status).as("%s", answer).isEqualTo("confirmed");
            } else if (answer.at("/code").asText().equals("BOOKING_EXPIRED")) {
                assertThat(status).as("%s", answer).isEqualTo("expired");
            } else {
                // Asked again after an outage, while the first question was still being answered.
                answer.assertError(409, "BOOKING_INVALID_STATE");
            }
        }
        assertThat(taken("taken_at >= expires_at" + WITNESS_CALLED))
                .as("confirmed late")
                .isZero();
        assertThat(taken("true")).isEqualTo(seats.bookings("confirmed"));
        database.sql("drop trigger note_seat_taken on shema.class_seats").update();
    }

    /** Books for everybody, each in two classes that have seats enough. */
    public List<String> book(List<Applicant> applicants, int senders) {
        String[] ids = new String[applicants.size()];
        int classes = office.slots().size();
        Races.run(senders, sender -> {
            for (int i = sender; i < ids.length; i += senders) {
                ApiResponse answer = office.book(
                        applicants.get(i),
                        "expiring-" + applicants.get(i).number(),
                        office.slots().get(i % classes),
                        office.slots().get((i + 1) % classes));
                ids[i] = answer.assertStatus(201).at("/id").asText();
            }
            return true;
        });
        return List.of(ids);
    }

    private long taken(String condition) {
        return database.sql("select count(*) from public.seats_taken where " + condition)
                .query(Long.class)
                .single();
    }

    private ApiResponse confirm(String booking, String slot, Instant at) throws Exception {
        TimeUnit.NANOSECONDS.sleep(Duration.between(Instant.now(), at).toNanos());
        return office.decide(booking, "confirm", "{\"slot_id\": \"" + slot + "\"}");
    }

    // In one statement for each table, or the first hour has come before the last is set.
    private void expire(List<String> bookings, Instant first, int everyMillis) {
        for (String table : List.of("class_seats s", "bookings s")) {
            database.sql("""
                            update shema.%s set expires_at = cast(:first as timestamptz) + (b.n - 1) * :every * interval '1 millisecond'
                            from unnest(cast(:ids as uuid[])) with ordinality b (id, n) where s.%s = b.id""".formatted(table, table.startsWith("class") ? "booking_id" : "id"))
                    .param("first", first.toString())
                    .param("every", everyMillis)
                    .param("ids", bookings.toArray(String[]::new))
                    .update();
        }
    }

    private Instant databaseTime() {
        return database.sql("select clock_timestamp()")
                .query(Timestamp.class)
                .single()
                .toInstant();
    }
}
