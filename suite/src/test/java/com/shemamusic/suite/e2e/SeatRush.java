package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everybody wants to sit in one class at the same moment; some leave, come back or move over from another, and the class moves. */
final class SeatRush {

    private static final String OVER = """
            select (select count(*) from shema.class_schedules s where s.id = :id and (s.seats_taken > s.seats
                      or (select count(*) from shema.class_seats c where c.schedule_id = s.id) > s.seats))
                 + (select count(*) from shema.class_rosters r where r.schedule_id = :id and (r.students > r.seats
                      or (select count(*) from shema.schedule_attendees a where a.schedule_id = r.schedule_id and a.active) > r.seats))
            """;
    private final int seats;
    private final JdbcClient database;
    private final Api admin;
    private final List<Api> replicas;
    private final List<String> students;
    private final String course;
    private final List<String> rooms = new ArrayList<>();
    private final List<String> instructors = new ArrayList<>();
    private static final int MOST_RETRIES = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private final Histogram assigning = new ConcurrentHistogram(3);
    private final Histogram leaving = new ConcurrentHistogram(3);
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private int samples;
    private int round;

    SeatRush(RunningSuite suite, int clients, int seats) {
        this.seats = seats;
        this.database = JdbcClient.create(suite.jdbcAdmin());
        this.admin = new Callers(suite).admin();
        // At the services' own doors: the gateway lets a crowd of 250 in at once and tells the others to come back.
        this.replicas = suite.apps().stream()
                .filter(app -> app.startsWith("attendance-service"))
                .map(app -> Api.of(suite.url(app).getPort(), "attendance-service"))
                .toList();
        this.course = made("/api/courses", """
                {"name": "Paduan Suara", "instrument": "vocal", "level": "beginner", "price": 100000, "duration_minutes": 60,
                 "max_students": %d, "description": "Ramai"}""".formatted(seats));
        for (int i = 0; i < 2; i++) {
            rooms.add(made("/api/rooms", """
                    {"name": "Aula %d", "capacity": %d, "location": "Lantai 1", "equipment": []}""".formatted(i, seats)));
            instructors.add(made("/api/users", """
                    {"role": "instructor", "full_name": "Guru %d", "email": "guru%d@contoh.local"}""".formatted(i, i)));
        }
        this.students = IntStream.range(0, clients)
                .mapToObj(i -> made("/api/users", """
                        {"role": "student", "full_name": "Murid %d", "email": "murid%d@contoh.local", "phone": "081234567890",
                         "birth_date": "1999-05-17"}""".formatted(i, i)))
                .toList();
    }

    private String made(String path, String body) {
        return admin.post(path, body).assertStatus(201).at("/id").asText();
    }

    private String lesson(int which, int hour) {
        Instant start = LocalDate.now(School.ZONE)
                .plusDays(10 + round)
                .atTime(hour, 0)
                .atZone(School.ZONE)
                .toInstant();
        return admin.post(
                        "/api/schedules",
                        School.classBody(
                                course,
                                instructors.get(which),
                                rooms.get(which),
                                start,
                                start.plus(Duration.ofHours(1))))
                .assertStatus(201)
                .at("/data/0/id")
                .asText();
    }

    void round() {
        String wanted = lesson(0, 8);
        String other = lesson(1, 12);
        int fromOther = students.size() / 10;
        Races.run(fromOther, i -> assign(other, i));
        AtomicBoolean over = new AtomicBoolean();
        Thread sampler = Thread.ofPlatform().start(() -> sample(wanted, over));
        Thread mover = Thread.ofPlatform().start(() -> move(wanted, over));
        List<Callable<Boolean>> actions = new ArrayList<>();
        for (int i = 0; i < students.size(); i++) {
            int client = i;
            actions.add(() -> come(client, wanted, client < fromOther ? other : null));
        }
        Races.run(actions);
        // Who was refused while somebody who left later sat there tries again: now the class has to be full.
        Races.run(students.size() / 5, i -> assign(wanted, students.size() - 1 - i));
        over.set(true);
        join(sampler);
        join(mover);
        assertThat(count("""
                select count(*) from shema.class_schedules s join shema.class_rosters r on r.schedule_id = s.id
                where s.id = :id and s.seats_taken = s.seats and r.students = r.seats and not exists (
                    (select student_id from shema.class_seats where schedule_id = s.id
                     except select student_id from shema.schedule_attendees where schedule_id = s.id and active)
                    union all
                    (select student_id from shema.schedule_attendees where schedule_id = s.id and active
                     except select student_id from shema.class_seats where schedule_id = s.id))
                """, wanted))
                .as("full, the same students here and there, in round %d", round)
                .isEqualTo(1);
        for (String lesson : List.of(wanted, other)) {
            admin.post("/api/schedules/" + lesson + "/cancel", "{\"reason\": \"Uji\"}")
                    .assertStatus(200);
        }
        round++;
    }

    /** Most come once; a tenth comes over from another class, a tenth leaves and comes back. */
    private boolean come(int client, String wanted, @org.jspecify.annotations.Nullable String from) {
        if (from != null) {
            leave(from, client);
        }
        assign(wanted, client);
        if (client % 10 == 9) {
            leave(wanted, client);
            assign(wanted, client);
        }
        return true;
    }

    private boolean assign(String lesson, int client) {
        ApiResponse answer = admitted(
                "assign",
                () -> timed(
                        assigning,
                        () -> replica(client)
                                .post(
                                        "/api/attendance/schedules/" + lesson + "/students",
                                        "{\"student_ids\": [\"" + students.get(client) + "\"]}")));
        boolean expected =
                answer.status() == 200 || answer.status() == 409 && code(answer).equals("CLASS_FULL");
        note("assign", answer, expected);
        return true;
    }

    private void leave(String lesson, int client) {
        ApiResponse answer = admitted(
                "leave",
                () -> timed(
                        leaving,
                        () -> replica(client)
                                .delete("/api/attendance/schedules/" + lesson + "/students/" + students.get(client))));
        note("leave", answer, answer.status() == 204 || answer.status() == 404);
    }

    /** A crowd too large for the gateway's patience is sent away with 503 and comes again, as clients do. */
    private ApiResponse admitted(String what, Supplier<ApiResponse> call) {
        ApiResponse answer = call.get();
        for (int again = 0; answer.status() == 503 && again < MOST_RETRIES; again++) {
            note(what, answer, true);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
            answer = call.get();
        }
        return answer;
    }

    private void move(String lesson, AtomicBoolean over) {
        Instant start = Instant.parse(
                admin.get("/api/schedules/" + lesson).at("/starts_at").asText());
        for (int minutes = 5; minutes <= 25 && !over.get(); minutes += 5) {
            Instant to = start.plus(Duration.ofMinutes(minutes));
            ApiResponse answer =
                    admin.patch("/api/schedules/" + lesson, """
                    {"starts_at": "%s", "ends_at": "%s"}""".formatted(to, to.plus(Duration.ofHours(1))));
            note("move", answer, answer.status() == 200);
        }
    }

    private void sample(String lesson, AtomicBoolean over) {
        while (!over.get()) {
            if (count(OVER, lesson) > 0) {
                unexpected.add("too many in class " + lesson);
            }
            samples++;
        }
    }

    private Api replica(int client) {
        return replicas.get(client % replicas.size()).asAdmin();
    }

    private static ApiResponse timed(Histogram histogram, java.util.function.Supplier<ApiResponse> call) {
        long start = System.nanoTime();
        ApiResponse answer = call.get();
        histogram.recordValue((System.nanoTime() - start) / 1_000);
        return answer;
    }

    private void note(String what, ApiResponse answer, boolean expected) {
        String code = code(answer);
        answers.computeIfAbsent((what + " " + answer.status() + " " + code).strip(), none -> new LongAdder())
                .increment();
        if (!expected) {
            unexpected.add(answer.toString());
        }
    }

    private static String code(ApiResponse answer) {
        return answer.status() < 400 ? "" : answer.at("/code").asText();
    }

    private int count(String sql, String lesson) {
        return database.sql(sql)
                .param("id", UUID.fromString(lesson))
                .query(Integer.class)
                .single();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    Histogram assigning() {
        return assigning;
    }

    Histogram leaving() {
        return leaving;
    }

    Map<String, LongAdder> answers() {
        return answers;
    }

    Queue<String> unexpected() {
        return unexpected;
    }

    int samples() {
        return samples;
    }
}
