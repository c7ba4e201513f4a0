package com.shemamusic.enrollment.metric;

import com.shemamusic.shared.metric.Readings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Work that waits for the school, counted in one query when the metrics are scraped; the same on every replica. */
@Component
class SchoolGauges implements MeterBinder {

    private static final Map<String, String> GAUGES = Map.of(
            "shema.enrollments.pending", "enrollments nobody has decided on",
            "shema.enrollments.waitlisted", "enrollments waiting for a place in a full course",
            "shema.bookings.pending", "bookings waiting for an admin's confirmation",
            "shema.bookings.expiring", "pending bookings that expire within 24 hours",
            "shema.notifications.waiting", "messages not sent yet",
            "shema.notifications.oldest.seconds", "age of the oldest message not sent yet, 0 without any",
            "shema.notifications.failed", "messages of the last 7 days that were given up");

    private final JdbcClient jdbc;

    SchoolGauges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Readings.register(registry, GAUGES, this::count);
    }

    // The oldest message is looked for together with the count, by the index of those that wait; alone, PostgreSQL
    // might look for it through all messages ever sent.
    private Map<String, Long> count() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("""
                select 'shema.enrollments.' || status as name, count(*) as n
                from enrollments where status in ('pending', 'waitlisted') group by status
                union all select 'shema.bookings.pending', count(*)
                from bookings where status = 'pending' and expires_at > now()
                union all select 'shema.bookings.expiring', count(*)
                from bookings where status = 'pending' and expires_at > now() and expires_at < now() + interval '24 hours'
                union all select gauge.name, gauge.n
                from (select count(*) as n, extract(epoch from now() - min(created_at))::bigint as oldest
                    from notifications where status = 'waiting') waiting
                cross join lateral (values ('shema.notifications.waiting', waiting.n),
                    ('shema.notifications.oldest.seconds', coalesce(waiting.oldest, 0))) gauge (name, n)
                union all select 'shema.notifications.failed', count(*)
                from notifications where status = 'failed' and created_at > now() - interval '7 days'
                """).query(rs -> {
            counts.put(rs.getString("name"), rs.getLong("n"));
        });
        GAUGES.keySet().forEach(name -> counts.putIfAbsent(name, 0L));
        return counts;
    }
}
