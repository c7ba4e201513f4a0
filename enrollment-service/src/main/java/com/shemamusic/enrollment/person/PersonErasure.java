package com.shemamusic.enrollment.person;

import com.shemamusic.enrollment.enrollment.LateErasure;
import com.shemamusic.enrollment.review.StudentLeaving;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.job.ClusterJobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Overwrites what is personal: of a student whom user-service has erased, and of applications that came to nothing a while
 * ago. Counts, states and the bare proof of consent stay.
 */
@Component
class PersonErasure implements EventHandler, LateErasure {

    private record Erased(UUID userId) {}

    private static final int BATCH = 200;
    private final JdbcClient jdbc;
    private final ErasedStudents erasedStudents;
    private final Transactions transactions;
    private final ClusterJobs jobs;
    private final RetentionProperties retention;
    private final StudentLeaving leaving;

    PersonErasure(
            JdbcClient jdbc,
            ErasedStudents erasedStudents,
            Transactions transactions,
            ClusterJobs jobs,
            RetentionProperties retention,
            StudentLeaving leaving) {
        this.jdbc = jdbc;
        this.erasedStudents = erasedStudents;
        this.transactions = transactions;
        this.jobs = jobs;
        this.retention = retention;
        this.leaving = leaving;
    }

    @Override
    public Set<String> channels() {
        return Set.of("user.erased");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        UUID student = event.data(Erased.class).userId();
        erasedStudents.add(student);
        leaving.leave(student);
        erase(jdbc.sql("select id from enrollments where student_id = :id and erased_at is null for update")
                .param("id", student)
                .query(UUID.class)
                .list());
    }

    @Override
    public Set<UUID> erase(Map<UUID, UUID> students) {
        Set<UUID> gone = erasedStudents.among(students.values());
        List<UUID> found = students.entrySet().stream()
                .filter(enrollment -> gone.contains(enrollment.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!found.isEmpty()) {
            leaving.cancel(found);
            erase(found);
        }
        return Set.copyOf(found);
    }

    @Scheduled(cron = "${shema.enrollment.retention.cron:0 30 2-5 * * *}", zone = "${shema.time-zone}")
    void nightly() {
        jobs.runOnce("retention", Duration.ofHours(12), this::prune);
    }

    /** Erases applications that were rejected or cancelled longer ago than the setting says, and forgets past classes and students. */
    void prune() {
        while (transactions.write(this::eraseOld) == BATCH) {
            Thread.yield();
        }
        jdbc.sql("delete from class_times where ends_at < now() - interval '90 days'")
                .update();
        erasedStudents.prune();
    }

    private int eraseOld() {
        List<UUID> old = jdbc.sql("""
                        select e.id from enrollments e
                        where e.status in ('rejected', 'cancelled') and e.erased_at is null
                          and e.submitted_at < now() - :keep * interval '1 second'
                          and not exists (select 1 from enrollment_history h
                              where h.enrollment_id = e.id and h.at >= now() - :keep * interval '1 second')
                        order by e.id limit :batch for update of e skip locked
                        """)
                .param("keep", retention.rejected().toSeconds())
                .param("batch", BATCH)
                .query(UUID.class)
                .list();
        erase(old);
        return old.size();
    }

    private void erase(List<UUID> enrollments) {
        if (enrollments.isEmpty()) {
            return;
        }
        update("""
                update notifications set facts = '{}',
                    recipient = case when kind like 'school%' then recipient else 'erased-' || id end,
                    last_error = case when status = 'waiting' then 'erased' else last_error end,
                    status = case when status = 'waiting' then 'failed' else status end
                where enrollment_id = any(:ids)
                """, enrollments);
        update("update enrollment_history set note = null where enrollment_id = any(:ids)", enrollments);
        update("update bookings set reason = null where enrollment_id = any(:ids)", enrollments);
        update("""
                update enrollments set full_name = 'erased', email = 'erased-' || id || '@erased.invalid', phone = '',
                    birth_date = date '1900-01-01', form = '{}', differences = '[]', consent_guardian = null,
                    erased_at = now(), version = version + 1
                where id = any(:ids)
                """, enrollments);
    }

    private void update(String sql, List<UUID> enrollments) {
        jdbc.sql(sql).param("ids", enrollments.toArray(UUID[]::new)).update();
    }
}
