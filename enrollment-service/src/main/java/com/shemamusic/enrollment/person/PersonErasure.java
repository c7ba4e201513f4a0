package com.shemamusic.enrollment.person;

import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Overwrites what is personal once user-service has erased a student; counts, states and the bare proof of consent stay. */
@Component
class PersonErasure implements EventHandler {

    private record Erased(UUID userId) {}

    private final JdbcClient jdbc;

    PersonErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> channels() {
        return Set.of("user.erased");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        UUID student = event.data(Erased.class).userId();
        update("""
                update notifications n set facts = '{}',
                    recipient = case when n.kind like 'school%' then n.recipient else 'erased-' || n.id end,
                    status = case when n.status = 'waiting' then 'failed' else n.status end,
                    last_error = case when n.status = 'waiting' then 'erased' else n.last_error end
                from enrollments e where e.id = n.enrollment_id and e.student_id = :id
                """, student);
        update("""
                update enrollment_history h set note = null
                from enrollments e where e.id = h.enrollment_id and e.student_id = :id
                """, student);
        update(
                "update bookings b set reason = null from enrollments e where e.id = b.enrollment_id and e.student_id = :id",
                student);
        update("""
                update enrollments set full_name = 'erased', email = 'erased-' || id || '@erased.invalid', phone = '',
                    birth_date = date '1900-01-01', form = '{}', differences = '[]', consent_guardian = null,
                    erased_at = now(), version = version + 1
                where student_id = :id and erased_at is null
                """, student);
    }

    private void update(String sql, UUID student) {
        jdbc.sql(sql).param("id", student).update();
    }
}
