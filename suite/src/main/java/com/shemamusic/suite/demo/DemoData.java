package com.shemamusic.suite.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.suite.launcher.DemoLoader;
import com.shemamusic.suite.launcher.Progress;
import com.shemamusic.suite.launcher.RunningSuite;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Loads the demonstration school: courses, rooms, instructors, eight weeks of classes and a handful of applicants. */
public final class DemoData implements DemoLoader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    private static final int WEEKS = 8;
    private static final int SERIES_PER_COURSE = 2;
    private final Map<String, JsonNode> courses = new HashMap<>();
    private final List<JsonNode> rooms = new ArrayList<>();
    private final List<JsonNode> instructors = new ArrayList<>();

    @Override
    public void load(RunningSuite suite, Progress progress) throws IOException, InterruptedException, SQLException {
        GatewayClient gateway = new GatewayClient(suite.gatewayUrl());
        gateway.signIn("admin@shemamusic.local", System.getenv().getOrDefault("SHEMA_ADMIN_PASSWORD", "shema-local"));
        for (JsonNode room : read("rooms")) {
            rooms.add(gateway.post("/api/rooms", room));
        }
        rooms.sort(Comparator.comparingInt(room -> room.path("capacity").asInt()));
        for (JsonNode instructor : read("instructors")) {
            instructors.add(gateway.post("/api/users", ((ObjectNode) instructor).put("role", "instructor")));
        }
        for (JsonNode course : read("courses")) {
            courses.put(course.path("name").asText(), gateway.post("/api/courses", course));
        }
        int classes = timetable(gateway);
        int applicants = 0;
        for (JsonNode applicant : read("applicants")) {
            apply(gateway, suite, (ObjectNode) applicant);
            applicants++;
        }
        progress.note("%d courses, %d rooms, %d instructors, %d classes, %d applicants"
                .formatted(courses.size(), rooms.size(), instructors.size(), classes, applicants));
    }

    private int timetable(GatewayClient gateway) throws IOException, InterruptedException {
        Timetable timetable = new Timetable();
        int classes = 0;
        for (JsonNode course : courses.values()) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            for (int i = 0; i < SERIES_PER_COURSE; i++) {
                classes += series(gateway, timetable, course, days);
            }
        }
        return classes;
    }

    private int series(GatewayClient gateway, Timetable timetable, JsonNode course, Set<DayOfWeek> days)
            throws IOException, InterruptedException {
        for (JsonNode instructor : instructors) {
            if (!teaches(instructor, course.path("instrument").asText())) {
                continue;
            }
            for (JsonNode room : rooms) {
                if (room.path("capacity").asInt() < course.path("max_students").asInt()) {
                    continue;
                }
                var hour = timetable.take(
                        instructor.path("id").asText(), room.path("id").asText(), days);
                if (hour.isPresent()) {
                    days.add(hour.get().day());
                    return create(gateway, course, instructor, room, hour.get());
                }
            }
        }
        return 0;
    }

    private static int create(
            GatewayClient gateway, JsonNode course, JsonNode instructor, JsonNode room, Timetable.Hour hour)
            throws IOException, InterruptedException {
        LocalDate first = LocalDate.now(ZONE).plusDays(1).with(TemporalAdjusters.nextOrSame(hour.day()));
        ZonedDateTime start = first.atTime(hour.start()).atZone(ZONE);
        ZonedDateTime end = start.plusMinutes(course.path("duration_minutes").asInt());
        JsonNode made = gateway.post(
                "/api/schedules",
                Map.of(
                        "course_id", course.path("id").asText(),
                        "instructor_id", instructor.path("id").asText(),
                        "room_id", room.path("id").asText(),
                        "starts_at", start.toInstant().toString(),
                        "ends_at", end.toInstant().toString(),
                        "on_conflict", "skip",
                        "recurrence",
                                Map.of(
                                        "interval_weeks",
                                        1,
                                        "days",
                                        List.of(hour.day().name().toLowerCase(Locale.ROOT)),
                                        "count",
                                        WEEKS)));
        return made.path("data").size();
    }

    private void apply(GatewayClient gateway, RunningSuite suite, ObjectNode applicant)
            throws IOException, InterruptedException, SQLException {
        JsonNode wanted =
                Objects.requireNonNull(courses.get(applicant.remove("course").asText()));
        String course = wanted.path("id").asText();
        String decision = applicant.remove("decision").asText();
        ObjectNode consent = applicant.putObject("consent").put("terms", true).put("privacy", true);
        if (applicant.has("guardian")) {
            consent.put("guardian", true);
        }
        applicant.put("course_id", course).put("captcha_token", "pass");
        String key = UUID.randomUUID().toString();
        JsonNode enrollment = gateway.post("/api/enrollments", applicant, "Idempotency-Key", key);
        String path = "/api/enrollments/" + enrollment.path("id").asText();
        switch (decision) {
            case "approve" -> gateway.post(path + "/approve", Map.of("note", "Selamat datang"));
            case "reject" -> gateway.post(path + "/reject", Map.of("reason", "Jadwal belum tersedia"));
            case "book" ->
                book(gateway, suite, course, enrollment, applicant.path("email").asText());
            default -> {}
        }
    }

    /** One booking that expires in a few minutes, so that somebody trying the suite can watch it happen. */
    private static void book(
            GatewayClient gateway, RunningSuite suite, String course, JsonNode enrollment, String email)
            throws IOException, InterruptedException, SQLException {
        JsonNode slots =
                gateway.get("/api/schedules/available?course_id=" + course).path("data");
        JsonNode booking = gateway.post(
                "/api/bookings",
                Map.of(
                        "registration_number",
                        enrollment.path("registration_number").asText(),
                        "email",
                        email,
                        "course_id",
                        course,
                        "first_choice_slot_id",
                        slots.path(0).path("id").asText(),
                        "second_choice_slot_id",
                        slots.path(1).path("id").asText(),
                        "captcha_token",
                        "pass"),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        UUID id = UUID.fromString(booking.path("id").asText());
        try (Connection connection = suite.jdbcAdmin().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update shema.bookings set created_at = now() - interval '71 hours 55 minutes',"
                    + " expires_at = now() + interval '5 minutes' where id = '" + id + "'");
            statement.executeUpdate("update shema.class_seats set expires_at = now() + interval '5 minutes'"
                    + " where booking_id = '" + id + "'");
        }
    }

    private static boolean teaches(JsonNode instructor, String instrument) {
        String taught = instrument.equals("keyboard") ? "piano" : instrument;
        for (JsonNode specialty : instructor.path("specialties")) {
            if (specialty.asText().equals(taught)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream file = DemoData.class.getResourceAsStream("/demo/" + name + ".json")) {
            return JSON.readTree(file);
        }
    }
}
