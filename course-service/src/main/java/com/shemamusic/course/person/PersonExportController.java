package com.shemamusic.course.person;

import static com.shemamusic.course.store.Sql.instant;
import static com.shemamusic.course.store.Sql.uuid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.security.InternalFrom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/internal/people")
@InternalFrom("api-gateway")
class PersonExportController {

    record Seat(UUID scheduleId, String courseName, Instant startsAt) {}

    record Recommended(UUID id, JsonNode wishes, JsonNode results, Instant createdAt) {}

    record Export(List<Seat> seats, List<Recommended> recommendations) {}

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    PersonExportController(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    @GetMapping("/{id}/export")
    Export export(@PathVariable UUID id) {
        List<Seat> seats = jdbc.sql("""
                        select s.id, c.name, s.starts_at from class_seats p
                        join class_schedules s on s.id = p.schedule_id join courses c on c.id = s.course_id
                        where p.student_id = :id order by s.starts_at""")
                .param("id", id)
                .query((row, n) -> new Seat(uuid(row, "id"), row.getString("name"), instant(row, "starts_at")))
                .list();
        List<Recommended> recommendations = jdbc.sql(
                        "select id, wishes, results, created_at from recommendations where user_id = :id order by created_at")
                .param("id", id)
                .query((row, n) -> new Recommended(
                        uuid(row, "id"),
                        json(row.getString("wishes")),
                        json(row.getString("results")),
                        instant(row, "created_at")))
                .list();
        return new Export(seats, recommendations);
    }

    private JsonNode json(String stored) {
        try {
            return mapper.readTree(stored);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
