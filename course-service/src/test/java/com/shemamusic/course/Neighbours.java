package com.shemamusic.course;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;

import com.github.tomakehurst.wiremock.WireMockServer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** What this service calls, played by one server: user-service, and the model at {@code /rank}. */
public final class Neighbours implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Knows nothing until a test tells it. */
    public static final WireMockServer SERVER = started();

    private static final int LAST = 10;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of("USER_SERVICE_URL=" + SERVER.baseUrl(), "AI_MODEL_ENDPOINT=" + SERVER.baseUrl() + "/rank")
                .applyTo(context);
    }

    /** Forgets what tests told. */
    public static void reset() {
        SERVER.resetAll();
        knowNothing(SERVER);
    }

    private static WireMockServer started() {
        WireMockServer server = new WireMockServer(0);
        server.start();
        knowNothing(server);
        return server;
    }

    private static void knowNothing(WireMockServer server) {
        server.stubFor(any(anyUrl())
                .atPriority(LAST)
                .willReturn(jsonResponse(
                        "{\"error\": \"x\", \"code\": \"NOT_FOUND\", \"details\": {}, \"request_id\": \"r\"}", 404)));
    }
}
