package com.shemamusic.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

class KeepAliveIT extends GatewayTest {

    private static final int PATIENCE_MILLIS = 5_000;

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext application;

    @Test
    void aConnectionGoesOnAfterARequestThatHadToWaitForTheOneBefore() throws Exception {
        Services.of("course-service")
                .stubFor(get("/api/courses")
                        .willReturn(Services.answer(200, "{}").withFixedDelay(100)));
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, request("/api/courses") + request("/nowhere"));
            readUntil(socket, "ROUTE_NOT_FOUND");
            send(socket, request("/health/live"));
            readUntil(socket, "api-gateway");
        }
    }

    @Test
    void aConnectionEndsWithItsNextAnswerOnceReadinessIsOff() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, request("/nowhere"));
            readUntil(socket, "ROUTE_NOT_FOUND");
            AvailabilityChangeEvent.publish(application, ReadinessState.REFUSING_TRAFFIC);
            send(socket, request("/nowhere"));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .containsIgnoringCase("\r\nconnection: close\r\n")
                    .contains("ROUTE_NOT_FOUND");
        } finally {
            AvailabilityChangeEvent.publish(application, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    private static String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static void readUntil(Socket socket, String text) throws Exception {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as(read.toString()).isNotNegative();
            read.append((char) next);
        }
    }
}
