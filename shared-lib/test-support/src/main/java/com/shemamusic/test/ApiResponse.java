package com.shemamusic.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An answer, with the checks every test of an endpoint needs. */
public final class ApiResponse {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String request;
    private final HttpResponse<byte[]> response;

    ApiResponse(String request, HttpResponse<byte[]> response) {
        this.request = request;
        this.response = response;
    }

    /** The status code. */
    public int status() {
        return response.statusCode();
    }

    /** All headers. */
    public HttpHeaders headers() {
        return response.headers();
    }

    /** The first header of that name, in any case. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The body as it came. */
    public byte[] bytes() {
        return response.body();
    }

    /** The body as text. */
    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The body as JSON; fails when it is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException e) {
            throw new AssertionError("The body is not JSON: " + this, e);
        }
    }

    /** What stands at a JSON pointer as in {@code /data/0/id}; a missing node, never null, when nothing does. */
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    /** Fails with the whole answer in the message unless the status is this one. */
    public ApiResponse assertStatus(int expected) {
        assertThat(status()).as("%s", this).isEqualTo(expected);
        return this;
    }

    /** Fails unless this is the documented error body with this status and code. */
    public ApiResponse assertError(int status, String code) {
        assertStatus(status);
        JsonNode body = json();
        assertThat(body.fieldNames())
                .toIterable()
                .as("fields of %s", this)
                .containsExactlyInAnyOrder("error", "code", "details", "request_id");
        assertThat(body.path("code").asText()).as("%s", this).isEqualTo(code);
        assertThat(body.path("error").asText())
                .as("text for a person in %s", this)
                .isNotBlank();
        assertThat(body.path("details").isObject())
                .as("details is an object in %s", this)
                .isTrue();
        assertThat(body.path("request_id").asText())
                .as("request id in %s", this)
                .isNotBlank();
        assertThat(header("X-Request-ID"))
                .as("request id in header and body of %s", this)
                .hasValue(body.path("request_id").asText());
        return this;
    }

    /** Fails unless this is 400 {@code VALIDATION_FAILED} with exactly these codes by field. */
    public ApiResponse assertFieldErrors(Map<String, String> expected) {
        assertThat(fieldErrors()).as("%s", this).isEqualTo(expected);
        return this;
    }

    /** Fails unless this is 400 {@code VALIDATION_FAILED} that names this field with this code, among others perhaps. */
    public ApiResponse assertField(String field, String code) {
        assertThat(fieldErrors()).as("%s", this).containsEntry(field, code);
        return this;
    }

    private Map<String, String> fieldErrors() {
        assertError(400, "VALIDATION_FAILED");
        Map<String, String> codes = new LinkedHashMap<>();
        for (JsonNode field : at("/details/fields")) {
            assertThat(field.path("message").asText())
                    .as("message in %s", field)
                    .isNotBlank();
            codes.put(field.path("field").asText(), field.path("code").asText());
        }
        return codes;
    }

    @Override
    public String toString() {
        return request + " answered " + status() + " " + text();
    }
}
