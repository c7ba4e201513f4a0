package com.shemamusic.suite.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A course of the running suite with its own students, rooms and instructors, where one run of the state machine happens at a time. */
final class SeatLane {

    static final int STUDENTS = 4;
    static final int LESSONS = 5;
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    final int seats;
    private final String course;
    private final Instant morning = School.at(20, 8);
    private final List<Applicant> applicants;
    private final List<String> rooms;
    private final List<String> instructors;
    private final List<UUID> lessons = new ArrayList<>();
    private final List<UUID> bookings = new ArrayList<>();
    private UUID since = before(Instant.now());

    SeatLane(int seats) {
        this.seats = seats;
        this.course = School.course(seats, "");
        this.rooms = IntStream.range(0, LESSONS).mapToObj(i -> School.room(4)).toList();
        this.instructors =
                IntStream.range(0, LESSONS).mapToObj(i -> School.instructor()).toList();
        this.applicants =
                IntStream.range(0, STUDENTS).mapToObj(i -> Applicant.of(course)).toList();
    }

    // A long run outlives an access token.
    private static Api admin() {
        return SharedSuite.admin();
    }

    /** How many classes this run has made. */
    int lessons() {
        return lessons.size();
    }

    /** Forgets the last run, whose classes are all cancelled. */
    void begin() {
        lessons.clear();
        bookings.clear();
        since = before(Instant.now());
    }

    private Instant start(int slot) {
        return morning.plus(HALF_AN_HOUR.multipliedBy(slot));
    }

    String schedule(int slot) {
        ApiResponse answer = admin().post(
                        "/api/schedules",
                        School.classBody(
                                course,
                                instructors.get(lessons.size()),
                                rooms.get(lessons.size()),
                                start(slot),
                                start(slot + 2)));
        lessons.add(UUID.fromString(answer.assertStatus(201).at("/data/0/id").asText()));
        return "201";
    }

    String move(int lesson, int slot) {
        return brief(
                admin().patch("/api/schedules/" + lessons.get(lesson), """
                {"starts_at": "%s", "ends_at": "%s"}""".formatted(start(slot), start(slot + 2))));
    }

    String cancel(int lesson) {
        return brief(admin().post("/api/schedules/" + lessons.get(lesson) + "/cancel", "{\"reason\": \"Uji\"}"));
    }

    String assign(int lesson, List<Integer> students) {
        String ids = students.stream()
                .map(student -> "\"" + applicants.get(student).student() + "\"")
                .collect(Collectors.joining(","));
        ApiResponse answer = admin().post(register(lesson) + "/students", "{\"student_ids\": [" + ids + "]}");
        if (answer.status() != 200) {
            return brief(answer);
        }
        List<Integer> assigned = answer.at("/assigned")
                .valueStream()
                .map(id -> student(id.asText()))
                .toList();
        Map<Integer, String> rejected = new TreeMap<>();
        answer.at("/rejected")
                .forEach(one -> rejected.put(
                        student(one.path("student_id").asText()),
                        one.path("code").asText()));
        return "200 " + assigned + " " + rejected;
    }

    String unassign(int lesson, int student) {
        return brief(admin().delete(register(lesson) + "/students/"
                + applicants.get(student).student()));
    }

    String book(int student, int first, int second) {
        ApiResponse answer = applicants
                .get(student)
                .tryToBook(
                        course,
                        lessons.get(first).toString(),
                        lessons.get(second).toString());
        if (answer.status() == 201) {
            bookings.add(UUID.fromString(answer.at("/id").asText()));
        }
        Map<Integer, String> invalid = new TreeMap<>();
        answer.at("/details/slots")
                .forEach(slot -> invalid.put(
                        lessons.indexOf(UUID.fromString(slot.path("slot_id").asText())),
                        slot.path("reason").asText()));
        return brief(answer) + (invalid.isEmpty() ? "" : " " + invalid);
    }

    String confirm(int booking, int lesson) {
        return brief(admin().post(
                        "/api/bookings/" + bookings.get(booking) + "/confirm",
                        "{\"slot_id\": \"" + lessons.get(lesson) + "\"}"));
    }

    String reject(int booking) {
        return brief(admin().post("/api/bookings/" + bookings.get(booking) + "/reject", "{\"reason\": \"Uji\"}"));
    }

    /** What was said and held 72 hours ago by the database's clock is made to be so. */
    void lapse(int booking) {
        for (String sql : List.of(
                """
                update shema.bookings set created_at = created_at - interval '72 hours', expires_at = expires_at - interval '72 hours'
                where id = :id""",
                "update shema.class_seats set expires_at = expires_at - interval '72 hours' where booking_id = :id")) {
            SharedSuite.database().sql(sql).param("id", bookings.get(booking)).update();
        }
    }

    /** Waits until every event of this run has been acted on, and every seat to free is free; not for the second release, half a minute later. */
    void settle() {
        Waiting.until(this::underWay, count -> count == 0);
    }

    private int underWay() {
        return SharedSuite.database()
                .sql("""
                        with mine as (select id from shema.class_schedules where course_id = cast(:course as uuid))
                        select (select count(*) from shema.course_outbox o where o.id > :since and o.channel like 'schedule.%'
                                  and o.payload->'data'->>'courseId' = :course
                                  and (not exists (select from shema.attendance_inbox i where i.event_id = o.id)
                                    or o.channel <> 'schedule.created'
                                       and not exists (select from shema.enrollment_inbox i where i.event_id = o.id)))
                             + (select count(*) from shema.enrollment_outbox o where o.id > :since and o.channel = 'booking.confirmed'
                                  and o.payload->'data'->>'courseId' = :course
                                  and not exists (select from shema.attendance_inbox i where i.event_id = o.id))
                             + (select count(*) from shema.placements where schedule_id in (select id from mine))
                             + (select count(*) from shema.seat_checks where schedule_id in (select id from mine))
                             + (select count(*) from shema.bookings where course_id = cast(:course as uuid)
                                  and (release_due and releases = 0 or status = 'requested' or status = 'pending' and expires_at <= now()))
                        """)
                .param("course", course)
                .param("since", since)
                .query(Integer.class)
                .single();
    }

    /** Where everything stands in the tables of course-, enrollment- and attendance-service. */
    List<String> state() {
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < lessons.size(); number++) {
            int lesson = number;
            lines.add(SharedSuite.database()
                    .sql("""
                            select s.starts_at, s.cancelled_at is not null as cancelled, s.seats, s.seats_taken, r.students,
                                   (s.starts_at, s.ends_at, s.version, s.seats, s.cancelled_at is not null)
                                     = (r.starts_at, r.ends_at, r.version, r.seats, r.cancelled) as known,
                                   array(select student_id from shema.class_seats c
                                         where c.schedule_id = s.id and c.state = 'taken') as taken,
                                   array(select student_id from shema.schedule_attendees a
                                         where a.schedule_id = s.id and a.active) as register,
                                   (select count(*) from shema.class_seats c where c.schedule_id = s.id and c.state = 'held'
                                      and c.expires_at > clock_timestamp()) as held
                            from shema.class_schedules s join shema.class_rosters r on r.schedule_id = s.id where s.id = :id
                            """)
                    .param("id", lessons.get(number))
                    .query((rs, row) -> line(lesson, rs))
                    .single());
        }
        for (int number = 0; number < bookings.size(); number++) {
            JsonNode booking = admin().get("/api/bookings/" + bookings.get(number))
                    .assertStatus(200)
                    .json();
            String status = booking.path("status").asText();
            lines.add("booking " + number + " " + status
                    + (status.equals("pending")
                            ? " dropped "
                                    + !booking.at("/first_choice/available").asBoolean() + " "
                                    + !booking.at("/second_choice/available").asBoolean()
                            : ""));
        }
        return lines;
    }

    private String line(int number, ResultSet row) throws SQLException {
        TreeSet<Integer> taken = students(row.getArray("taken"));
        TreeSet<Integer> register = students(row.getArray("register"));
        long slot = Duration.between(morning, row.getTimestamp("starts_at").toInstant())
                .dividedBy(HALF_AN_HOUR);
        String line = "class %d in slot %d cancelled %b: %d seats, taken by %s, register %s, held %d"
                .formatted(
                        number,
                        slot,
                        row.getBoolean("cancelled"),
                        row.getInt("seats"),
                        taken,
                        register,
                        row.getInt("held"));
        boolean counted = row.getInt("seats_taken") == taken.size() && row.getInt("students") == register.size();
        return line + (counted ? "" : ", counted wrong") + (row.getBoolean("known") ? "" : ", register out of date");
    }

    private TreeSet<Integer> students(Array ids) throws SQLException {
        TreeSet<Integer> found = new TreeSet<>();
        for (Object id : (Object[]) ids.getArray()) {
            found.add(student(id.toString()));
        }
        return found;
    }

    private int student(String id) {
        return IntStream.range(0, STUDENTS)
                .filter(number -> applicants.get(number).student().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String register(int lesson) {
        return "/api/attendance/schedules/" + lessons.get(lesson);
    }

    private static String brief(ApiResponse answer) {
        @Nullable
        String code = answer.status() < 400 ? null : answer.at("/code").asText();
        if ("VALIDATION_FAILED".equals(code)) {
            code = answer.at("/details/fields/0/code").asText();
        }
        return answer.status() + (code == null ? "" : " " + code);
    }

    /** The smallest id of that moment: ids are ordered by time. */
    private static UUID before(Instant moment) {
        return new UUID(moment.minusSeconds(1).toEpochMilli() << 16, 0);
    }
}
