package com.shemamusic.enrollment.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.enrollment.Forms;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.test.TestRedis;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class IdempotencyIT extends ServiceIT {

    private static final String STUCK = "wait_event_type = 'Lock' and query like '%insert into enrollments%'";

    @Test
    void aRepeatGetsTheFirstAnswerAndNeedsNoNewCaptcha(Api api) {
        Forms form = Forms.adult(PeersStub.course());
        String key = UUID.randomUUID().toString();
        ApiResponse first = submit(api, key, form.json()).assertStatus(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        ApiResponse again =
                submit(api, key, form.with("captcha_token", "spent").json()).assertStatus(201);
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(rows("enrollments")).isOne();
    }

    @Test
    void anotherBodyUnderTheKeyIsRefused(Api api) {
        Forms form = Forms.adult(PeersStub.course());
        String key = UUID.randomUUID().toString();
        submit(api, key, form.json()).assertStatus(201);
        submit(api, key, form.with("full_name", "Somebody Else").json()).assertError(422, "IDEMPOTENCY_KEY_REUSED");
        TestRedis.flush();
        submit(api, key, form.json()).assertError(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void onlySuccessIsRemembered(Api api) {
        Forms form = Forms.adult(PeersStub.course());
        String key = UUID.randomUUID().toString();
        submit(api, key, form.with("captcha_token", "robot").json()).assertError(400, "CAPTCHA_FAILED");
        submit(api, key, form.with("phone", "12").json()).assertField("phone", "INVALID");
        submit(
                        api,
                        key,
                        form.with("phone", "081234567890")
                                .with("captcha_token", "pass")
                                .json())
                .assertStatus(201);
    }

    @RepeatedTest(50)
    void aHundredRequestsWithOneKeyMakeOneEnrollment(Api api) {
        String form = Forms.adult(PeersStub.course()).json();
        String key = UUID.randomUUID().toString();
        List<ApiResponse> answers = Races.run(100, n -> submit(api, key, form));
        List<ApiResponse> created =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(created).isNotEmpty();
        assertThat(created.stream().map(answer -> answer.at("/id").asText()).distinct())
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.assertError(409, "IDEMPOTENCY_IN_PROGRESS"));
        assertThat(rows("enrollments")).isOne();
        assertThat(rows("enrollment_history")).isOne();
        assertThat(createdEvents()).isOne();
        assertThat(submit(api, key, form).assertStatus(201).header("Idempotency-Replayed"))
                .hasValue("true");
    }

    @Test
    void withRedisEmptyOrDownTheKeyStillHolds(Api api) {
        String form = Forms.adult(PeersStub.course()).json();
        String key = UUID.randomUUID().toString();
        String id = submit(api, key, form).assertStatus(201).at("/id").asText();
        TestRedis.flush();
        assertThat(submit(api, key, form).assertStatus(201).at("/id").asText()).isEqualTo(id);
        TestRedis.stop();
        try {
            assertThat(submit(api, key, form).assertStatus(201).at("/id").asText())
                    .isEqualTo(id);
            submit(api, Forms.adult(PeersStub.course()).json()).assertStatus(201);
        } finally {
            TestRedis.start();
        }
    }

    @Test
    void withRedisFullTheKeyStillHolds(Api api) {
        String form = Forms.adult(PeersStub.course()).json();
        String key = UUID.randomUUID().toString();
        TestRedis.commands().configSet("maxmemory", "1");
        try {
            String id = submit(api, key, form).assertStatus(201).at("/id").asText();
            ApiResponse again = submit(api, key, form).assertStatus(201);
            assertThat(again.at("/id").asText()).isEqualTo(id);
            assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        } finally {
            TestRedis.commands().configSet("maxmemory", "0");
        }
        assertThat(rows("enrollments")).isOne();
    }

    @Test
    void whoDiesHalfWayLeavesTheKeyToTheRetry(Api api) throws Exception {
        String form = Forms.adult(PeersStub.course()).json();
        String key = UUID.randomUUID().toString();
        try (Connection blocker = TestDatabase.adminDataSource().getConnection();
                var owner = Executors.newSingleThreadExecutor()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table shema.enrollments in share mode");
            Future<ApiResponse> first = owner.submit(() -> submit(api, key, form));
            Awaitility.await().until(() -> stuck() == 1);
            submit(api, key, form).assertError(409, "IDEMPOTENCY_IN_PROGRESS");
            TestDatabase.admin()
                    .sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where " + STUCK)
                    .query(Long.class)
                    .single();
            first.get().assertError(503, "DB_UNAVAILABLE");
            blocker.rollback();
        }
        submit(api, key, form).assertStatus(201);
        assertThat(rows("enrollments")).isOne();
    }

    private static long stuck() {
        return TestDatabase.admin()
                .sql("select count(*) from pg_stat_activity where " + STUCK)
                .query(Long.class)
                .single();
    }

    @Test
    void aKeyIsFreeAgainAfterItsDay(Api api) {
        UUID course = PeersStub.course();
        String key = UUID.randomUUID().toString();
        submit(api, key, Forms.adult(course).json()).assertStatus(201);
        TestRedis.flush();
        TestDatabase.admin()
                .sql("update shema.idempotency_keys set created_at = now() - interval '24 hours 1 second'")
                .update();
        submit(api, key, Forms.adult(course).email("other@example.com").json()).assertStatus(201);
    }

    private static long createdEvents() {
        return TestDatabase.admin()
                .sql("select count(*) from shema.enrollment_outbox where channel = 'enrollment.created'")
                .query(Long.class)
                .single();
    }
}
