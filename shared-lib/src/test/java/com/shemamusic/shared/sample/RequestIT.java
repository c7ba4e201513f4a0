package com.shemamusic.shared.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest(value = "sample", documented = false, properties = "spring.config.name=sample")
class RequestIT {

    private Api api;

    @BeforeEach
    void visitor(Api anyone) {
        api = anyone.anonymous();
    }

    @Test
    void namesEveryBadFieldAtOnce() {
        api.post("/things", """
                {"amount": 9, "colour": "green", "at": "yesterday", "owner": 7, "agreed": "yes", "id": "x", "extra": 1,
                 "guardian": {"full_name": "far too long a name", "birth_date": "2020-02-30", "age": 3},
                 "slots": [{"start": "25:00"}, {}, null]}""")
                .assertFieldErrors(Map.ofEntries(
                        Map.entry("name", "NAME_NEEDED"),
                        Map.entry("amount", "OUT_OF_RANGE"),
                        Map.entry("colour", "INVALID"),
                        Map.entry("at", "INVALID"),
                        Map.entry("owner", "INVALID"),
                        Map.entry("agreed", "INVALID"),
                        Map.entry("id", "READ_ONLY_FIELD"),
                        Map.entry("extra", "UNKNOWN_FIELD"),
                        Map.entry("guardian.full_name", "TOO_LONG"),
                        Map.entry("guardian.birth_date", "INVALID"),
                        Map.entry("guardian.age", "UNKNOWN_FIELD"),
                        Map.entry("slots[0].start", "INVALID"),
                        Map.entry("slots[1].start", "REQUIRED"),
                        Map.entry("slots[2]", "REQUIRED")));
    }

    @Test
    void bindsWhatFits() {
        var answer = api.post("/things", """
                {"name": "  piano ", "amount": 3, "colour": "dark_red", "at": "2026-01-05T15:00:00+07:00",
                 "slots": [{"start": "15:30"}]}""").assertStatus(200);
        assertThat(answer.at("/name").asText()).isEqualTo("piano");
        assertThat(answer.at("/colour").asText()).isEqualTo("dark_red");
        assertThat(answer.at("/at").asText()).isEqualTo("2026-01-05T08:00:00Z");
        assertThat(answer.at("/slots/0/start").asText()).isEqualTo("15:30");
        assertThat(answer.at("/guardian").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "7", "null", "{", "{\"name\": \"a\"} x", "{\"name\": 1, \"name\": 2}", "\"text\""})
    void refusesWhatIsNotOneObject(String body) {
        api.post("/things", body).assertError(400, "MALFORMED_JSON");
    }

    @Test
    void refusesZeroBytesInText() {
        api.post("/things", "{\"name\": \"a\\u0000b\", \"amount\": 1}").assertField("name", "INVALID");
        api.get("/numbers?q=a%00b").assertError(400, "VALIDATION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "+10000-01-01", "-0001-12-31"})
    void refusesDaysAndTimesWhoseYearsTakeMoreThanFourDigits(String day) {
        api.post("/things", """
                {"name": "piano", "amount": 3, "at": "%sT00:00:00Z", "guardian": {"full_name": "Ibu", "birth_date": "%s"}}""".formatted(day, day))
                .assertFieldErrors(Map.of("at", "OUT_OF_RANGE", "guardian.birth_date", "OUT_OF_RANGE"));
        api.get("/numbers?from=" + day.replace("+", "%2B")).assertFieldErrors(Map.of("from", "OUT_OF_RANGE"));
    }

    @Test
    void takesAnyOtherDay() {
        api.post("/things", """
                {"name": "piano", "amount": 3, "at": "0000-01-01T00:00:00Z",
                 "guardian": {"full_name": "Ibu", "birth_date": "9999-12-31"}}""").assertStatus(200);
    }

    @Test
    void takesSpacesOfAnyWidthForNothing() {
        api.post("/things", "{\"name\": \"\u00a0\", \"amount\": 3}").assertFieldErrors(Map.of("name", "NAME_NEEDED"));
        api.get("/numbers?from=%C2%A0&at_least=%E2%80%83").assertStatus(200);
    }

    @Test
    void asksTheRecordItself() {
        api.post("/things", "{\"name\": \"bad\", \"amount\": 1}").assertFieldErrors(Map.of("name", "NOT_THIS_NAME"));
    }

    @Test
    void tellsAbsentFromNull() {
        String path = "/things/0190a1c2-0000-7000-8000-000000000000";
        var answer = api.patch(path, "{\"amount\": null}").assertStatus(200);
        assertThat(answer.text()).contains("\"name\": \"(absent)\"").contains("\"amount\": \"null\"");
        api.patch(path, "{\"name\": null, \"amount\": 0}")
                .assertFieldErrors(Map.of("name", "REQUIRED", "amount", "OUT_OF_RANGE"));
        api.header("If-Match", "\"6.abc\"").patch(path, "{}").assertError(412, "VERSION_CONFLICT");
        api.header("If-Match", "\"7.abc\"").patch(path, "{}").assertStatus(200);
        api.header("If-Match", "\"6.abc\", W/\"7.abc\"").patch(path, "{}").assertStatus(200);
        api.header("If-Match", "\"6.abc\", \"8.abc\"").patch(path, "{}").assertError(412, "VERSION_CONFLICT");
        api.get("/things/7").assertFieldErrors(Map.of("id", "INVALID"));
    }

    @Test
    void answersNotModifiedToWhoHasIt() {
        String path = "/things/0190a1c2-0000-7000-8000-000000000000";
        String tag = api.get(path).header("ETag").orElseThrow();
        assertThat(tag).matches("\"7\\.[0-9a-f]{8}\"");
        var again = api.header("If-None-Match", tag).get(path).assertStatus(304);
        assertThat(again.bytes()).isEmpty();
        api.header("If-None-Match", "\"6.00000000\"").get(path).assertStatus(200);
        api.header("If-None-Match", "\"6.00000000\", W/" + tag).get(path).assertStatus(304);
        for (String malformed : new String[] {"7.abc", "\"\"", "", "W/", "\"", ",,"}) {
            api.header("If-None-Match", malformed).get(path).assertStatus(200);
        }
    }

    @Test
    void aBodyInPartsIsNone() {
        api.header("Content-Type", "multipart/form-data")
                .post("/things", "{}")
                .assertError(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void saysWhichMethodsAPathHas() {
        var answer = api.send("OPTIONS", "/things", BodyPublishers.noBody()).assertStatus(200);
        assertThat(answer.header("Allow").orElseThrow()).contains("POST");
    }

    @Test
    void refusesLargeBodiesAnnouncedOrNot() {
        String large = "{\"name\": \"" + "x".repeat(300_000) + "\"}";
        api.post("/things", large).assertError(413, "BODY_TOO_LARGE");
        byte[] bytes = large.getBytes();
        api.send("POST", "/things", BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
                .assertError(413, "BODY_TOO_LARGE");
    }

    @Test
    void answersEveryKindOfRefusalInTheDocumentedShape() {
        api.get("/nowhere").assertError(404, "ROUTE_NOT_FOUND");
        api.delete("/things").assertError(405, "METHOD_NOT_ALLOWED");
        api.header("Content-Type", "text/plain").post("/things", "x").assertError(415, "UNSUPPORTED_MEDIA_TYPE");
        api.header("Accept", "image/png").get("/numbers").assertError(406, "NOT_ACCEPTABLE");
        api.get("/refuses").assertError(409, "THING_TAKEN");
        var failed = api.get("/fails").assertError(500, "INTERNAL_ERROR");
        assertThat(failed.text()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void speaksTheCallersLanguage() {
        assertThat(api.get("/nowhere").at("/error").asText()).isEqualTo("Alamat ini tidak ada.");
        assertThat(api.header("Accept-Language", "en-GB, de;q=0.5")
                        .get("/nowhere")
                        .at("/error")
                        .asText())
                .isEqualTo("There is nothing at this address.");
        api.header("Accept-Language", ";;;=").get("/nowhere").assertError(404, "ROUTE_NOT_FOUND");
    }

    @Test
    void keepsAGoodRequestIdAndReplacesABadOne() {
        assertThat(api.header("X-Request-ID", "abc_1-2").get("/nowhere").header("X-Request-ID"))
                .contains("abc_1-2");
        assertThat(api.header("X-Request-ID", "a b").get("/nowhere").header("X-Request-ID"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
    }

    @Test
    void stopsStatementsWhenTheAskerHasGone() {
        api.header("X-Request-Timeout-Ms", "300").get("/slow").assertError(503, "DB_UNAVAILABLE");
    }
}
