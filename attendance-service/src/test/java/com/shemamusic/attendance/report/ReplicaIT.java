package com.shemamusic.attendance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Reports from a real streaming replica, which is held back to see who reads where. */
@DirtiesContext
class ReplicaIT extends AttendanceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TestReplica REPLICA = new TestReplica();
    private static final String REPORT = "/api/attendance/reports?group_by=month";

    private final UUID ani = Ids.next();

    @DynamicPropertySource
    static void replica(DynamicPropertyRegistry registry) {
        registry.add("DATABASE_REPORTS_URL", REPLICA::url);
    }

    @AfterAll
    static void stop() {
        REPLICA.remove();
    }

    @BeforeEach
    void oneClass() {
        Neighbours.people(Neighbours.student(ani, "Ani"));
        attend(Instant.parse("2026-05-04T08:00:00Z"));
    }

    @Test
    void reportsAreReadFromTheReplicaAndWhatWasJustChangedFromTheMainDatabase(Api api) {
        await().atMost(PATIENCE).until(() -> present(api) == 1);
        tell("select pg_wal_replay_pause()::text");
        try {
            await().atMost(PATIENCE)
                    .until(() -> tell("select pg_get_wal_replay_pause_state()").equals("paused"));
            attend(Instant.parse("2026-05-11T08:00:00Z"));

            assertThat(present(api)).isEqualTo(1);
            assertThat(csv(api)).contains(",1,0,0,0,0,");
            assertThat(count(api, "/api/attendance/stats", "/present_count")).isEqualTo(1);
            assertThat(count(api, "/api/attendance/stats/trend?by=month&from=2026-05-01", "/data/0/present_count"))
                    .isEqualTo(1);
            assertThat(api.asAdmin()
                            .get("/api/attendance/students/" + ani)
                            .assertStatus(200)
                            .at("/history"))
                    .hasSize(2);
        } finally {
            tell("select pg_wal_replay_resume()::text");
        }
        await().atMost(PATIENCE).until(() -> present(api) == 2);
    }

    @Test
    void whileTheReplicaIsAwayReportsAreReadFromTheMainDatabase(Api api) {
        await().atMost(PATIENCE).until(() -> present(api) == 1);
        REPLICA.stop();
        try {
            attend(Instant.parse("2026-05-11T08:00:00Z"));

            assertThat(present(api)).isEqualTo(2);
            assertThat(csv(api)).contains(",2,0,0,0,0,");
        } finally {
            REPLICA.start();
        }
        await().atMost(PATIENCE)
                .until(() -> present(api) == 2
                        && !tell("select count(*)::text from pg_stat_activity where usename = 'shema_attendance'")
                                .equals("0"));
    }

    private void attend(Instant startsAt) {
        UUID id = classAt(startsAt, 5);
        sit(id, ani);
        mark(id, ani, "present");
    }

    private static long present(Api api) {
        return count(api, REPORT, "/data/0/present");
    }

    private static long count(Api api, String path, String pointer) {
        return api.asAdmin().get(path).assertStatus(200).at(pointer).asLong();
    }

    private static String csv(Api api) {
        return api.asAdmin()
                .header("Accept", "text/csv")
                .get(REPORT)
                .assertStatus(200)
                .text();
    }

    private static String tell(String sql) {
        return REPLICA.admin().sql(sql).query(String.class).single();
    }
}
