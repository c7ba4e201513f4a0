package com.shemamusic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.security.ServiceTokens;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.TestSecrets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

class HeadersIT extends GatewayTest {

    @LocalServerPort
    private int port;

    private static Caller callerOf(LoggedRequest request) {
        return new ServiceTokens("course-service", TestSecrets.SERVICE_JWT_SECRET, Clock.systemUTC())
                .verify(request.getHeader("Authorization").substring("Bearer ".length()));
    }

    @Test
    void aServiceSeesTheGatewayAndNobodyBehindIt(Api api) {
        api.get("/api/courses").assertStatus(200);
        LoggedRequest seen = Services.only("course-service");
        assertThat(callerOf(seen).service()).isEqualTo("api-gateway");
        assertThat(callerOf(seen).isAdmin()).isFalse();
        assertThat(seen.getHeader("X-Service-Name")).isEqualTo("api-gateway");
        assertThat(Integer.parseInt(seen.getHeader("X-Request-Timeout-Ms"))).isBetween(3_000, 4_800);
        assertThat(seen.getHeader("X-Forwarded-For")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
    }

    @Test
    void aServiceSeesWhichAdminActs(Api api) {
        api.as(AdminTokens.good()).get("/api/courses").assertStatus(200);
        Caller caller = callerOf(Services.only("course-service"));
        assertThat(caller.isAdmin()).isTrue();
        assertThat(caller.actor().id()).isEqualTo(AdminTokens.ADMIN_ID);
        assertThat(caller.actor().name()).isEqualTo("Ibu Admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Service-Name: auth-service",
                "x-service-name: auth-service",
                "X-SERVICE-NAME: auth-service",
                "X_Service_Name: auth-service",
                "X-Service_Name: auth-service",
                "X-User-Id: 1",
                "X-User-Role: admin",
                "X-USER-EMAIL: a@example.org",
                "x-user-: 1",
                "X_User_Id: 1",
                "X-Actor: admin",
                "X-Actor-Id: 1",
                "X-Actor-Role: admin",
                "X-Actor-Name: Boss",
                "x-actor-anything: 1",
                "X_Actor_Role: admin",
                "X-Internal: 1",
                "X-Internal-Token: 1",
                "X-Internal-Scope: internal",
                "x-internal-secret: 1",
                "X_Internal_Token: 1",
                "X-Forwarded-For: 6.6.6.6",
                "x-forwarded-for: 6.6.6.6, 127.0.0.1",
                "X_Forwarded_For: 6.6.6.6",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: gopher",
                "X-Forwarded-Port: 1",
                "X-Forwarded-Prefix: /internal",
                "X-Forwarded-Server: evil",
                "X-Forwarded: 6.6.6.6",
                "X-Forwarded-User: admin",
                "Forwarded: for=6.6.6.6;host=evil.example",
                "FORWARDED: for=6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "X_Real_IP: 6.6.6.6",
                "X-Request-Timeout-Ms: 6666666",
                "x-request-timeout-ms: 6666667",
                "X-HTTP-Method-Override: DELETE",
                "X-Method-Override: DELETE",
                "X-Original-URL: /internal/students",
                "X-Rewrite-URL: /internal/students",
                "Proxy-Authorization: Bearer forged",
                "Proxy-Connection: keep-alive",
                "Connection: close, Authorization, X-Service-Name",
                "Cookie: admin=true",
                "TE: trailers",
                "Host: evil.example",
            })
    void whatOnlyTheGatewayMaySayIsDroppedOrReplaced(String forged) throws Exception {
        String host = forged.startsWith("Host") ? "" : "Host: localhost\r\n";
        String close = forged.startsWith("Connection") ? "" : "Connection: close\r\n";
        RawHttp.Answer answer =
                RawHttp.send(port, "GET /api/courses HTTP/1.1\r\n" + host + close + forged + "\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        LoggedRequest seen = Services.only("course-service");
        String value = forged.substring(forged.indexOf(':') + 2);
        seen.getHeaders()
                .all()
                .forEach(header -> assertThat(header.values()).as(header.key()).doesNotContain(value));
        assertThat(callerOf(seen).service()).isEqualTo("api-gateway");
        assertThat(callerOf(seen).isAdmin()).isFalse();
        assertThat(seen.header("X-Service-Name").values()).containsExactly("api-gateway");
        assertThat(seen.header("X-Forwarded-For").values()).hasSize(1);
        assertThat(seen.getMethod().getName()).isEqualTo("GET");
        assertThat(seen.getUrl()).isEqualTo("/api/courses");
    }

    @Test
    void whatACallerMaySayIsPassedOn(Api api) {
        api.header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("X-Chat-Session", "token-of-a-guest")
                .header("Idempotency-Key", "key-12345678")
                .header("If-Match", "\"3\"")
                .header("If-None-Match", "\"3.abc\"")
                .header("Accept-Language", "en")
                .header("X-Request-ID", "mine-1")
                .get("/api/courses")
                .assertStatus(200);
        LoggedRequest seen = Services.only("course-service");
        assertThat(seen.getHeader("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c");
        assertThat(seen.getHeader("X-Chat-Session")).isEqualTo("token-of-a-guest");
        assertThat(seen.getHeader("Idempotency-Key")).isEqualTo("key-12345678");
        assertThat(seen.getHeader("If-Match")).isEqualTo("\"3\"");
        assertThat(seen.getHeader("If-None-Match")).isEqualTo("\"3.abc\"");
        assertThat(seen.getHeader("Accept-Language")).isEqualTo("en");
        assertThat(seen.getHeader("X-Request-ID")).isEqualTo("mine-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad id", "a.b", "", "ü"})
    void aMalformedRequestIdIsReplaced(String id, Api api) {
        ApiResponse answer = api.header("X-Request-ID", id).get("/api/courses");
        assertThat(answer.header("X-Request-ID").orElseThrow()).matches("req_[a-z0-9]+");
        assertThat(Services.only("course-service").getHeader("X-Request-ID"))
                .isEqualTo(answer.header("X-Request-ID").orElseThrow());
    }

    @Test
    void formsWithACaptchaMayTakeFifteenSecondsAndExportsThirty(Api api) {
        api.post("/api/enrollments", "{}").assertStatus(200);
        api.header("Accept", "text/csv").get("/api/attendance/reports").assertStatus(200);
        assertThat(Integer.parseInt(Services.only("enrollment-service").getHeader("X-Request-Timeout-Ms")))
                .isBetween(13_000, 14_800);
        assertThat(Integer.parseInt(Services.only("attendance-service").getHeader("X-Request-Timeout-Ms")))
                .isBetween(28_000, 29_800);
    }

    @Test
    void smuggledSecondRequestsDoNotPass() throws Exception {
        String inner = "GET /internal/students HTTP/1.1\r\nHost: x\r\n\r\n";
        String[] requests = {
            "POST /api/enrollments HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                    + inner,
            "POST /api/enrollments HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: " + inner.length()
                    + "\r\n\r\n" + inner,
            "POST /api/enrollments HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"
                    + inner,
            "POST /api/enrollments HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + inner,
        };
        for (String request : requests) {
            RawHttp.exchange(port, request);
        }
        for (String name : Services.NAMES) {
            assertThat(Services.requests(name)).noneMatch(seen -> seen.getUrl().contains("internal"));
        }
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders(Api api) {
        for (String path : new String[] {"/health", "/api/courses", "/nowhere"}) {
            ApiResponse answer = api.get(path);
            assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.header("X-Frame-Options")).hasValue("DENY");
            assertThat(answer.header("X-Request-ID")).isPresent();
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        }
        assertThat(api.as(AdminTokens.good()).get("/api/users").header("Cache-Control"))
                .hasValue("no-store");
    }
}
