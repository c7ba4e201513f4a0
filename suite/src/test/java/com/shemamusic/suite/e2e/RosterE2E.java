package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.test.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** attendance-service is killed, the timetable changes, a booking is confirmed: back again, its registers know all of it. */
class RosterE2E {

    private static final String SERVICE = "attendance-service";
    private final RunningSuite suite = SharedSuite.suite();
    private final Api admin = SharedSuite.admin();
    private final String course = School.course(2, "");
    private final Applicant ani = Applicant.of(course);
    private final String moved = lesson(30, 9);
    private final String cancelled = lesson(31, 9);
    private final String booked = lesson(32, 9);
    private final String alternative = lesson(33, 9);

    private String lesson(int days, int hour) {
        return School.schedule(course, School.instructor(), School.room(3), School.at(days, hour));
    }

    private static String register(String lesson) {
        return "/api/attendance/schedules/" + lesson;
    }

    private JsonNode read(String lesson) {
        return admin.get(register(lesson)).assertStatus(200).json();
    }

    @Test
    void hearsWhatHappenedToItsClassesWhileItWasDown() {
        for (String lesson : new String[] {moved, cancelled}) {
            assertThat(admin.post(register(lesson) + "/students", "{\"student_ids\": [\"" + ani.student() + "\"]}")
                            .assertStatus(200)
                            .at("/assigned"))
                    .hasSize(1);
        }
        String booking = ani.book(course, booked, alternative);
        Instant later = School.at(30, 15);
        suite.kill(SERVICE);
        try {
            admin.patch("/api/schedules/" + moved, """
                            {"starts_at": "%s", "ends_at": "%s"}""".formatted(later, later.plus(Duration.ofHours(1))))
                    .assertStatus(200);
            admin.post("/api/schedules/" + cancelled + "/cancel", "{\"reason\": \"Guru sakit\"}")
                    .assertStatus(200);
            admin.post("/api/bookings/" + booking + "/confirm", "{\"slot_id\": \"" + booked + "\"}")
                    .assertStatus(200);
            admin.patch("/api/courses/" + course, "{\"name\": \"Kursus Baru\"}").assertStatus(200);
            giveSeats(alternative, 7);
            admin.get(register(moved)).assertError(503, "SERVICE_UNAVAILABLE");
        } finally {
            suite.start(SERVICE);
            suite.awaitReady(SERVICE);
        }
        Waiting.untilBack(() -> admin.get(register(moved)).status(), status -> status == 200);
        Waiting.until(() -> Instant.parse(read(moved).at("/schedule/starts_at").asText()), later::equals);
        Waiting.until(() -> read(cancelled).at("/schedule/status").asText(), "cancelled"::equals);
        Waiting.until(
                () -> read(booked).at("/students").findValuesAsText("student_id"),
                students -> students.contains(ani.student()));
        Waiting.until(() -> read(moved).at("/schedule/course_name").asText(), "Kursus Baru"::equals);
        Waiting.until(() -> read(alternative).path("seats").asInt(), seats -> seats == 7);
        assertThat(read(moved).at("/students").findValuesAsText("student_id")).containsExactly(ani.student());
        // Her seat in the class that was called off and the move are told to her, once each.
        Waiting.until(
                () ->
                        admin
                                .get("/api/notifications?recipient=" + ani.email())
                                .at("/data")
                                .findValuesAsText("kind")
                                .stream()
                                .filter(kind -> kind.startsWith("class_"))
                                .sorted()
                                .toList(),
                kinds -> kinds.size() == 2);
    }

    /** No operation changes the seats of a class that exists; the event for it is written as course-service writes its own. */
    private void giveSeats(String lesson, int seats) {
        SharedSuite.database()
                .sql("""
                        with changed as (
                            update shema.class_schedules set seats = :seats, version = version + 1 where id = :id returning *)
                        insert into shema.course_outbox (id, channel, domain, aggregate_id, payload)
                        select :event, 'schedule.updated', 'schedule', id, jsonb_build_object(
                            'eventType', 'SCHEDULE_UPDATED', 'eventId', :event, 'version', '1.0', 'timestamp', now(),
                            'source', 'course-service', 'requestId', 'req_test', 'aggregateId', id, 'aggregateVersion', version,
                            'data', jsonb_build_object('scheduleId', id, 'courseId', course_id, 'instructorId', instructor_id,
                                'startsAt', starts_at, 'endsAt', ends_at, 'seats', seats))
                        from changed
                        """)
                .param("seats", seats)
                .param("id", UUID.fromString(lesson))
                .param("event", UUID.randomUUID())
                .update();
    }
}
