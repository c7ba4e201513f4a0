package com.shemamusic.suite.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A course with classes and applicants who book them, through the gateway of a suite whose parts may be dying. */
public final class Office {

    /** Who may book: what an applicant knows. */
    public record Applicant(String enrollment, String number, String email) {}

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final Callers callers;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private String course = "";
    private List<String> slots = List.of();

    public Office(RunningSuite suite) {
        this.callers = new Callers(suite);
    }

    /** Sends everything to this gateway, or what stands before it. */
    public Office(Api gateway) {
        this.callers = new Callers(gateway);
    }

    /** Makes a course with so many classes, one an evening, with so many seats each. */
    public void open(int classes, int seats) {
        Api admin = callers.admin();
        course = made(admin.post("/api/courses", """
                {"name": "Kursus %s", "instrument": "piano", "level": "beginner", "price": 300000, "duration_minutes": 60,
                 "max_students": %d, "description": "Untuk uji"}""".formatted(run, seats)), "/id");
        String room = made(admin.post("/api/rooms", """
                {"name": "Ruang %s", "capacity": %d, "location": "Lantai 9", "equipment": []}""".formatted(run, seats)), "/id");
        String instructor = made(admin.post("/api/users", """
                {"role": "instructor", "full_name": "Guru %s", "email": "guru-%s@contoh.local"}""".formatted(run, run)), "/id");
        LocalDate first = LocalDate.now(ZoneId.of("Asia/Jakarta")).plusDays(10);
        JsonNode series = admin.post("/api/schedules", """
                {"course_id": "%s", "instructor_id": "%s", "room_id": "%s", "starts_at": "%sT10:00:00Z", "ends_at": "%sT11:00:00Z",
                 "recurrence": {"interval_weeks": 1, "count": %d, "days": ["monday", "tuesday", "wednesday", "thursday",
                 "friday", "saturday", "sunday"]}}""".formatted(course, instructor, room, first, first, classes))
                .assertStatus(201)
                .at("/data");
        List<String> ids = new ArrayList<>();
        series.forEach(made -> ids.add(made.path("id").asText()));
        slots = List.copyOf(ids);
    }

    public String course() {
        return course;
    }

    public List<String> slots() {
        return slots;
    }

    public Api admin() {
        return callers.admin();
    }

    /** Sends so many forms from so many senders at once, each until it is taken. */
    public List<Applicant> enroll(int applicants, int senders, Runnable afterEach) {
        Applicant[] all = new Applicant[applicants];
        AtomicInteger next = new AtomicInteger();
        Races.run(senders, sender -> {
            for (int i = next.getAndIncrement(); i < applicants; i = next.getAndIncrement()) {
                all[i] = enroll(i);
                afterEach.run();
            }
            return true;
        });
        return List.of(all);
    }

    private Applicant enroll(int number) {
        JsonNode made = untilAnswered(() -> submit(number)).assertStatus(201).json();
        return new Applicant(
                made.path("id").asText(), made.path("registration_number").asText(), email(number));
    }

    /** Sends the form of an applicant once, always under the same key. */
    public ApiResponse submit(int number) {
        return callers.visitor()
                .header("Idempotency-Key", "form-" + run + "-" + number)
                .post("/api/enrollments", """
                {"course_id": "%s", "full_name": "Pelamar %d", "email": "%s", "phone": "0812-3456-7890",
                 "birth_date": "1999-05-17", "experience_level": "beginner", "preferred_days": ["monday"],
                 "time_preferences": [{"start": "15:00", "end": "17:00"}],
                 "consent": {"terms": true, "privacy": true}, "captcha_token": "pass"}""".formatted(course, number, email(number)));
    }

    public String email(int number) {
        return "pemesan-" + run + "-" + number + "@contoh.local";
    }

    /** Books under a key, again and again until there is an answer that no outage gave. */
    public ApiResponse book(Applicant who, String key, String first, String second) {
        return untilAnswered(() -> tryToBook(who, key, first, second));
    }

    /** Books under a key, once. */
    public ApiResponse tryToBook(Applicant who, String key, String first, String second) {
        String body = """
                {"registration_number": "%s", "email": "%s", "course_id": "%s", "first_choice_slot_id": "%s",
                 "second_choice_slot_id": "%s", "captcha_token": "pass"}""".formatted(who.number(), who.email(), course, first, second);
        return callers.visitor().header("Idempotency-Key", key).post("/api/bookings", body);
    }

    /** Decides a booking, again and again as an admin would who sees an outage. */
    public ApiResponse decide(String booking, String action, String body) {
        return untilAnswered(() -> admin().post("/api/bookings/" + booking + "/" + action, body));
    }

    /** Tries again after a broken connection, an outage, or while the first try is still at work. */
    static ApiResponse untilAnswered(Supplier<ApiResponse> call) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(150))
                .until(() -> attempt(call), Office::isAnswer);
    }

    private static @Nullable ApiResponse attempt(Supplier<ApiResponse> call) {
        try {
            return call.get();
        } catch (UncheckedIOException broken) {
            return null;
        }
    }

    private static boolean isAnswer(@Nullable ApiResponse answer) {
        return answer != null
                && answer.status() < 500
                && !(answer.status() == 409 && answer.at("/code").asText().equals("IDEMPOTENCY_IN_PROGRESS"));
    }

    private static String made(ApiResponse answer, String pointer) {
        return answer.assertStatus(201).at(pointer).asText();
    }
}
