package com.shemamusic.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.shemamusic.test.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One line per request with what was answered, and a trace by which the services' lines are found. */
@ExtendWith(OutputCaptureExtension.class)
class AccessLogIT extends GatewayTest {

    @LocalServerPort
    private int port;

    @Test
    void anOfferOfHttp2IsNoUpgrade(CapturedOutput output) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/courses"))
                .header("X-Request-ID", "offers-http2")
                .build();
        try (HttpClient offering =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            assertThat(offering.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
        await().untilAsserted(() -> assertThat(output.getOut().lines())
                .anyMatch(line -> line.contains("[offers-http2] access") && line.contains("status=\"200\"")));
    }

    @Test
    void aCallWithoutATraceIsGivenOne(Api api) {
        api.get("/api/courses").assertStatus(200);
        assertThat(Services.only("course-service").getHeader("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void aMalformedTraceIsReplaced(String header, Api api) {
        api.header("traceparent", header).get("/api/courses").assertStatus(200);
        LoggedRequest seen = Services.only("course-service");
        assertThat(seen.header("traceparent").values()).hasSize(1);
        assertThat(seen.getHeader("traceparent")).isNotEqualTo(header).hasSize(55);
    }
}
