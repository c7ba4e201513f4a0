package com.shemamusic.enrollment.person;

import com.fasterxml.jackson.core.type.TypeReference;
import com.shemamusic.enrollment.StoredJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads rows as they stand, so that an export holds what is held and not what an answer would show of it. */
@Component
class PersonReader {

    private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {};
    private final JdbcClient jdbc;
    private final StoredJson json;

    PersonReader(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Map<String, List<Map<String, Object>>> export(UUID studentId) {
        Map<String, List<Map<String, Object>>> held = new LinkedHashMap<>();
        held.put("enrollments", rows("""
                select to_jsonb(e) - '{name_folded,email_folded,search_text}'::text[] as row from enrollments e
                where e.student_id = :id order by e.submitted_at
                """, studentId));
        held.put("enrollment_history", rows("""
                select to_jsonb(h) - '{actor_id,actor_name}'::text[] as row from enrollment_history h
                join enrollments e on e.id = h.enrollment_id where e.student_id = :id order by h.at
                """, studentId));
        held.put("bookings", rows("""
                select to_jsonb(b) - '{request_hash,idempotency_key}'::text[] as row from bookings b
                join enrollments e on e.id = b.enrollment_id where e.student_id = :id order by b.created_at
                """, studentId));
        held.put("notifications", rows("""
                select to_jsonb(n) as row from notifications n join enrollments e on e.id = n.enrollment_id
                where e.student_id = :id order by n.created_at
                """, studentId));
        return held;
    }

    private List<Map<String, Object>> rows(String sql, UUID studentId) {
        return jdbc.sql(sql)
                .param("id", studentId)
                .query((rs, n) -> json.read(rs.getString("row"), ROW))
                .list();
    }
}
