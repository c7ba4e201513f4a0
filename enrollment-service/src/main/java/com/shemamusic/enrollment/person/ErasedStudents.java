package com.shemamusic.enrollment.person;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code erased_students}. What it is asked or told of a student stays true until the transaction ends. */
@Component
class ErasedStudents {

    private final JdbcClient jdbc;

    ErasedStudents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID student) {
        lock(Set.of(student));
        jdbc.sql("insert into erased_students (student_id) values (:id) on conflict do nothing")
                .param("id", student)
                .update();
    }

    Set<UUID> among(Collection<UUID> students) {
        lock(students);
        // A statement of its own: the one that waits for the lock does not see what was committed meanwhile.
        return new HashSet<>(jdbc.sql("select student_id from erased_students where student_id = any(:ids)")
                .param("ids", students.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** Forgets who was erased long before any link that is still under way. */
    void prune() {
        jdbc.sql("delete from erased_students where erased_at < now() - interval '90 days'")
                .update();
    }

    /** Not the rows, because those of students who were not erased do not exist; in one order, before any row is locked. */
    private void lock(Collection<UUID> students) {
        jdbc.sql("""
                        select pg_advisory_xact_lock(key) from (
                            select distinct hashtextextended('student:' || id, 0) as key
                            from unnest(cast(:ids as uuid[])) id order by key) keys
                        """)
                .param("ids", students.toArray(UUID[]::new))
                .query((row, n) -> n)
                .list();
    }
}
