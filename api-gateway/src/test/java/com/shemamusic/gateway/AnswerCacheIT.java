package com.shemamusic.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.shared.web.Generation;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.TestRedis;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerCacheIT extends GatewayTest {

    private static final String KEY = "course:generation";
    private static final int READS = 20;

    @BeforeEach
    void aGenerationHolds() {
        TestRedis.commands().set(KEY, "one");
    }

    private static void told(String path, int status, String json, String generation) {
        Services.of("course-service")
                .stubFor(get(path)
                        .willReturn(Services.answer(status, json)
                                .withHeader("Content-Length", "" + json.length())
                                .withHeader("ETag", "\"tag\"")
                                .withHeader("Cache-Control", "no-cache, public")
                                .withHeader(Generation.HEADER, new Generation(KEY, generation).toString())));
    }

    private static int asked() {
        return Services.requests("course-service").size();
    }

    /** How often the service was asked while that was read over and over: an answer may be too old in between. */
    private static int askedBy(Supplier<ApiResponse> read) {
        int before = asked();
        for (int i = 0; i < READS; i++) {
            read.get().assertStatus(200);
        }
        return asked() - before;
    }

    @Test
    void whatHoldsIsNotAskedForAgain(Api api) {
        told("/api/courses", 200, "{\"n\":1}", "one");
        assertThat(askedBy(() -> api.get("/api/courses"))).isLessThan(READS);
        ApiResponse answer = api.get("/api/courses");
        assertThat(answer.at("/n").asInt()).isEqualTo(1);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.header("ETag")).hasValue("\"tag\"");
        assertThat(answer.header("Cache-Control")).hasValue("no-cache, public");
        assertThat(answer.header("X-RateLimit-Limit")).isPresent();
        assertThat(answer.header("X-Request-ID")).isPresent();
    }

    @Test
    void whatHasChangedIsAskedForAtOnce(Api api) {
        told("/api/courses", 200, "{\"n\":1}", "one");
        api.get("/api/courses").assertStatus(200);
        for (int i = 2; i < READS; i++) {
            TestRedis.commands().set(KEY, "changed-" + i);
            told("/api/courses", 200, "{\"n\":" + i + "}", "changed-" + i);
            assertThat(api.get("/api/courses").at("/n").asInt()).isEqualTo(i);
        }
    }

    @Test
    void anAnswerOfAnOlderGenerationIsNotGivenAgain(Api api) {
        told("/api/courses", 200, "{\"n\":1}", "older");
        assertThat(askedBy(() -> api.get("/api/courses"))).isEqualTo(READS);
    }

    @Test
    void withoutAGenerationEveryReadIsPassedOn(Api api) {
        assertThat(askedBy(() -> api.get("/api/courses"))).isEqualTo(READS);
    }

    @Test
    void anAdminIsAnsweredByTheService(Api api) {
        told("/api/courses", 200, "{\"n\":1}", "one");
        api.get("/api/courses").assertStatus(200);
        assertThat(askedBy(() -> api.as(AdminTokens.good()).get("/api/courses")))
                .isEqualTo(READS);
    }

    @Test
    void nobodySeesTheGeneration(Api api) {
        told("/api/courses", 200, "{\"n\":1}", "one");
        for (int i = 0; i < 3; i++) {
            assertThat(api.get("/api/courses").header(Generation.HEADER)).isEmpty();
            assertThat(api.as(AdminTokens.good()).get("/api/courses").header(Generation.HEADER))
                    .isEmpty();
        }
    }

    @Test
    void whoHasTheAnswerIsToldSo(Api api) {
        told("/api/courses", 200, "{\"n\":1}", "one");
        api.get("/api/courses").assertStatus(200);
        await().until(() -> {
            api.get("/api/courses").assertStatus(200);
            int before = asked();
            ApiResponse answer = api.header("If-None-Match", "\"tag\"").get("/api/courses");
            // The stand-in knows no 304, so this is the gateway's.
            return asked() == before && answer.status() == 304 && answer.bytes().length == 0;
        });
    }

    @Test
    void aMalformedTagIsOneNobodyHas(Api api) {
        told("/api/courses", 200, "{\"n\":1}", "one");
        for (String malformed : new String[] {"tag", "\"\"", "W/", "\"", ",,"}) {
            for (int i = 0; i < 3; i++) {
                api.header("If-None-Match", malformed).get("/api/courses").assertStatus(200);
            }
        }
    }

    @Test
    void queriesAndPathsAreKeptApart(Api api) {
        told("/api/courses", 200, "{\"n\":1}", "one");
        told("/api/courses?page=2", 200, "{\"n\":2}", "one");
        told("/api/courses/facets", 200, "{\"n\":3}", "one");
        for (int i = 0; i < 3; i++) {
            assertThat(api.get("/api/courses").at("/n").asInt()).isEqualTo(1);
            assertThat(api.get("/api/courses?page=2").at("/n").asInt()).isEqualTo(2);
            assertThat(api.get("/api/courses/facets").at("/n").asInt()).isEqualTo(3);
        }
    }

    @Test
    void refusalsAreNotKept(Api api) {
        told("/api/courses/none", 404, "{\"code\":\"COURSE_NOT_FOUND\"}", "one");
        api.get("/api/courses/none").assertStatus(404);
        told("/api/courses/none", 200, "{\"n\":1}", "one");
        assertThat(api.get("/api/courses/none").assertStatus(200).at("/n").asInt())
                .isEqualTo(1);
    }

    @Test
    void aServiceThatIsAwayIsSeenToBeAway(Api api) {
        told("/api/courses", 200, "{\"n\":1}", "one");
        api.get("/api/courses").assertStatus(200);
        Services.of("course-service").stop();
        await().until(() -> api.get("/api/courses").status() == 503);
    }

    @Test
    void aRedisThatCameBackIsNotBelievedAboutEarlierAnswers(Api api) {
        told("/api/courses", 200, "{\"n\":1}", "one");
        api.get("/api/courses").assertStatus(200);
        TestRedis.stop();
        told("/api/courses", 200, "{\"n\":2}", "one");
        TestRedis.start();
        TestRedis.commands().set(KEY, "one");
        assertThat(api.get("/api/courses").at("/n").asInt()).isEqualTo(2);
    }
}
