package com.shemamusic.chat.stats;

import com.shemamusic.shared.metric.Readings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Chats that wait for the school, counted in one query when the metrics are scraped; the same on every replica. */
@Component
class ChatGauges implements MeterBinder {

    private static final String ACTIVE = "shema.chats.active";
    private static final String WAITING = "shema.chats.waiting";
    private static final String LONGEST = "shema.chats.longest.wait.seconds";

    private final JdbcClient jdbc;

    ChatGauges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Readings.register(
                registry,
                Map.of(
                        ACTIVE, "open chats",
                        WAITING, "open chats whose guest has had no answer to the last question",
                        LONGEST, "for how long the one who has waited longest has had no answer"),
                this::count);
    }

    private Map<String, Double> count() {
        return jdbc.sql("""
                select count(*) as active, count(waiting_since) as waiting,
                       coalesce(extract(epoch from now() - min(waiting_since)), 0) as longest
                from chat_sessions where status = 'active'
                """)
                .query((rs, row) -> Map.of(
                        ACTIVE, rs.getDouble("active"),
                        WAITING, rs.getDouble("waiting"),
                        LONGEST, rs.getDouble("longest")))
                .single();
    }
}
