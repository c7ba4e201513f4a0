package com.shemamusic.enrollment.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SchoolGaugesIT extends ServiceIT {

    private static final double HOUR = 3_600;

    @Autowired
    private SchoolGauges gauges;

    @Test
    void theAgeOfTheOldestMessageThatWaitsIsTold() {
        assertThat(value("shema.notifications.oldest.seconds")).isZero();
        message("sent", "9 hours");
        message("failed", "8 hours");
        assertThat(value("shema.notifications.oldest.seconds")).isZero();
        message("waiting", "1 hour");
        message("waiting", "2 hours");
        assertThat(value("shema.notifications.oldest.seconds")).isBetween(2 * HOUR, 7 * HOUR);
        assertThat(value("shema.notifications.waiting")).isEqualTo(2);
    }

    // A registry of its own: readings are kept for some seconds.
    private double value(String gauge) {
        MeterRegistry registry = new SimpleMeterRegistry();
        gauges.bindTo(registry);
        return registry.get(gauge).gauge().value();
    }

    /** Not due, so that nobody sends it. */
    private static void message(String status, String age) {
        TestDatabase.admin().sql("""
                        insert into shema.notifications (id, event_id, occasion, kind, channel, recipient, language, facts, status,
                            next_at, created_at, sent_at)
                        values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'enrollment_received', 'email',
                            'siti@example.com', 'id', '{}', :status, now() + interval '1 day', now() - cast(:age as interval),
                            case when :status = 'sent' then now() end)
                        """).param("status", status).param("age", age).update();
    }
}
