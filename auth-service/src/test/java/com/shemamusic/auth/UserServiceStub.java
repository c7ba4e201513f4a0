package com.shemamusic.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/** Plays user-service: answers what a test says it knows, and 404 or 409 otherwise. */
public final class UserServiceStub {

    private static final WireMockServer SERVER = start();

    private UserServiceStub() {}

    private static WireMockServer start() {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
        server.start();
        return server;
    }

    public static WireMockServer server() {
        return SERVER;
    }

    public static String url() {
        return "http://localhost:" + SERVER.port();
    }

    /** Knows nobody. */
    public static void reset() {
        SERVER.resetAll();
        SERVER.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(jsonResponse("{\"error\":\"x\",\"code\":\"USER_NOT_FOUND\",\"details\":{}}", 404)));
        SERVER.stubFor(get("/health/ready").willReturn(okJson("{}")));
    }

    /** Gives every call this status. */
    public static void fail(int status) {
        SERVER.resetAll();
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
    }

    /** Knows an admin who signs in locally with this address. */
    public static UUID admin(String email, String status) {
        UUID id = UUID.randomUUID();
        admin(id, localUid(email), email, status);
        return id;
    }

    public static void admin(UUID id, String uid, String email, String status) {
        String json = profile(id, email, status);
        SERVER.stubFor(
                get(urlPathEqualTo("/internal/admins/by-firebase-uid/" + uid)).willReturn(okJson(json)));
        SERVER.stubFor(get(urlPathEqualTo("/internal/admins/" + id)).willReturn(okJson(json)));
        SERVER.stubFor(get(urlPathEqualTo("/api/users/by-email"))
                .withQueryParam("email", equalTo(email))
                .willReturn(okJson(json)));
        SERVER.stubFor(
                post(urlPathEqualTo("/internal/admins/" + id + "/signed-in")).willReturn(noContent()));
        SERVER.stubFor(post(urlPathEqualTo("/internal/admins"))
                .withRequestBody(matchingJsonPath("$.email", equalTo(email)))
                .willReturn(jsonResponse("{\"error\":\"x\",\"code\":\"AUTH_ADMIN_EXISTS\",\"details\":{}}", 409)));
    }

    /** Takes a new admin with this address. */
    public static UUID accepts(String email) {
        UUID id = UUID.randomUUID();
        SERVER.stubFor(post(urlPathEqualTo("/internal/admins"))
                .withRequestBody(matchingJsonPath("$.email", equalTo(email)))
                .willReturn(jsonResponse(profile(id, email, "active"), 201)));
        return id;
    }

    public static String localUid(String email) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
            return "local-" + HexFormat.of().formatHex(hash).substring(0, 32);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String profile(UUID id, String email, String status) {
        return """
                {"id": "%s", "email": "%s", "full_name": "Sri Wahyuni", "role": "admin", "status": "%s"}
                """.formatted(id, email, status);
    }
}
