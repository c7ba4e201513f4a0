package com.shemamusic.shared.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@ServiceTest(value = "sample", documented = false, properties = "spring.config.name=sample")
class ListIT {

    @Test
    void pagesByNumber(Api api) {
        var page = api.anonymous().get("/numbers?page=3&size=7&at_least=11000").assertStatus(200);
        assertThat(page.at("/data/0").asInt()).isEqualTo(11014);
        assertThat(page.at("/data")).hasSize(7);
        assertThat(page.at("/meta/page").asInt()).isEqualTo(3);
        assertThat(page.at("/meta/total").asLong()).isEqualTo(1001);
        assertThat(page.json().at("/meta/total_capped").isMissingNode()).isTrue();
    }

    @Test
    void walksTheWholeListByCursorOnce(Api api) {
        Set<Integer> seen = new HashSet<>();
        String next = null;
        int rounds = 0;
        do {
            JsonNode page = api.anonymous()
                    .get("/numbers?size=100&sort=-digit&at_least=11500" + (next == null ? "" : "&cursor=" + next))
                    .assertStatus(200)
                    .json();
            page.path("data")
                    .forEach(number -> assertThat(seen.add(number.asInt())).isTrue());
            next = page.at("/meta/next_cursor").isNull()
                    ? null
                    : page.at("/meta/next_cursor").asText();
            assertThat(page.at("/meta/total").asInt()).isEqualTo(501);
            assertThat(page.at("/meta/page").asInt()).isEqualTo(++rounds);
        } while (next != null);
        assertThat(seen).hasSize(501);
        assertThat(rounds).isEqualTo(6);
    }

    @Test
    void stopsCountingAtTenThousand(Api api) {
        var page = api.anonymous().get("/numbers?size=1");
        assertThat(page.at("/meta/total").asLong()).isEqualTo(10_000);
        assertThat(page.at("/meta/total_capped").asBoolean()).isTrue();
    }

    @Test
    void namesEveryBadParameterAtOnce(Api api) {
        api.anonymous()
                .get("/numbers?page=0&size=101&colour=green&at_least=x&from=2026-13-01")
                .assertFieldErrors(Map.of(
                        "page", "OUT_OF_RANGE",
                        "size", "OUT_OF_RANGE",
                        "colour", "INVALID",
                        "at_least", "INVALID",
                        "from", "INVALID"));
        api.anonymous().get("/numbers?page=101&size=100").assertField("page", "OUT_OF_RANGE");
        api.anonymous().get("/numbers?sort=secret").assertField("sort", "INVALID");
        api.anonymous().get("/numbers?cursor=rubbish").assertField("cursor", "INVALID");
        api.anonymous().get("/numbers?unknown=1&colour=blue&size=1").assertStatus(200);
    }
}
