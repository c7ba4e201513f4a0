package com.shemamusic.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.shared.event.EventJson;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the tests of this service share: a clean database, neighbours, and classes put in as events would. */
@ServiceTest("attendance")
public abstract class AttendanceTest {

    protected static final JdbcClient DB = TestDatabase.admin();
    protected final UUID course = Ids.next();

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry registry) {
        registry.add("USER_SERVICE_URL", Neighbours::url);
        registry.add("COURSE_SERVICE_URL", Neighbours::url);
    }

    @BeforeEach
    void clean() {
        TestDatabase.truncate("attendance");
        Neighbours.reset();
    }

    protected static Instant hoursFromNow(int hours) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(hours, ChronoUnit.HOURS);
    }

    /** A class on the register, an hour long. */
    protected UUID classAt(Instant startsAt, int seats) {
        UUID id = Ids.next();
        DB.sql("""
                        insert into class_rosters (schedule_id, course_id, course_name, instructor_id, instructor_name,
                                                   starts_at, ends_at, seats, version)
                        values (:id, :course, 'Piano Dasar', :course, 'Budi Santoso', :at,
                                cast(:at as timestamptz) + interval '1 hour', :seats, 1)
                        """)
                .param("id", id)
                .param("course", course)
                .param("at", Timestamp.from(startsAt))
                .param("seats", seats)
                .update();
        return id;
    }

    /** Students of a class, put there without asking anybody. */
    protected static List<UUID> sitIn(UUID scheduleId, int students) {
        List<UUID> ids =
                java.util.stream.Stream.generate(Ids::next).limit(students).toList();
        ids.forEach(id -> sit(scheduleId, id));
        return ids;
    }

    protected static void sit(UUID scheduleId, UUID studentId) {
        DB.sql("insert into schedule_attendees (schedule_id, student_id) values (:schedule, :student)")
                .param("schedule", scheduleId)
                .param("student", studentId)
                .update();
    }

    protected static void mark(UUID scheduleId, UUID studentId, @Nullable String status) {
        DB.sql("""
                        update schedule_attendees set status = :status, marked_at = now(), marked_by = 'a'
                        where schedule_id = :schedule and student_id = :student
                        """)
                .param("schedule", scheduleId)
                .param("student", studentId)
                .param("status", status)
                .update();
    }

    protected static long count(String from) {
        return DB.sql("select count(*) from " + from).query(Long.class).single();
    }

    protected static String body(UUID... studentIds) {
        return Arrays.stream(studentIds)
                .map(id -> "\"" + id + "\"")
                .collect(Collectors.joining(",", "{\"student_ids\": [", "]}"));
    }

    protected static List<String> texts(ApiResponse answer, String pointer) {
        return answer.at(pointer).valueStream().map(node -> node.asText()).toList();
    }

    protected static List<String> texts(JsonNode list) {
        return list.valueStream().map(node -> node.asText()).toList();
    }

    /** Says an event of another service and returns its id. */
    protected static UUID say(
            String channel, UUID aggregate, long version, Map<String, ? extends @Nullable Object> data) {
        UUID id = Ids.next();
        say(id, channel, aggregate, version, data);
        return id;
    }

    protected static void say(
            UUID id, String channel, UUID aggregate, long version, Map<String, ? extends @Nullable Object> data) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", channel.replace('.', '_').toUpperCase(java.util.Locale.ROOT));
        event.put("eventId", id);
        event.put("version", "1.0");
        event.put("timestamp", Instant.now());
        event.put("source", "test");
        event.put("requestId", "req_test");
        event.put("aggregateId", aggregate);
        event.put("aggregateVersion", version);
        event.put("data", data);
        EventProbe.appendToStream(channel, EventJson.write(event));
    }

    protected Map<String, Object> schedule(UUID id, Instant startsAt, int seats) {
        return Map.of(
                "scheduleId", id,
                "courseId", course,
                "instructorId", course,
                "startsAt", startsAt,
                "endsAt", startsAt.plusSeconds(3600),
                "seats", seats);
    }
}
