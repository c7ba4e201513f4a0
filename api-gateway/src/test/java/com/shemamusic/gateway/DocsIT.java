package com.shemamusic.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

class DocsIT extends GatewayTest {

    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/docs/[^\"]+)\"");

    @Test
    void thePageNeedsNothingFromElsewhere(Api api) {
        ApiResponse page = api.get("/docs").assertStatus(200);
        assertThat(page.text())
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("//cdn");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'self'");
        var assets = ASSET.matcher(page.text())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(assets).hasSize(5);
        for (String asset : assets) {
            ApiResponse answer = api.get(asset).assertStatus(200);
            assertThat(answer.bytes().length).as(asset).isGreaterThan(100);
            assertThat(answer.header("Content-Type")).as(asset).isPresent();
        }
        api.get("/docs/other.js").assertError(404, "ROUTE_NOT_FOUND");
        api.get("/docs/../application.yml").assertStatus(404);
    }

    @Test
    void aServicesDocumentShowsWhatCanBeReachedFromOutside(Api api) {
        Services.of("user-service")
                .stubFor(get("/openapi")
                        .willReturn(okJson("{\"openapi\":\"3.1.0\",\"servers\":[{\"url\":\"http://localhost:3002\"}],"
                                + "\"paths\":{\"/api/users\":{},\"/api/users/by-email\":{},\"/internal/users\":{},"
                                + "\"/health\":{}}}")));
        ApiResponse document = api.get("/openapi/user-service").assertStatus(200);
        assertThat(document.at("/paths").fieldNames()).toIterable().containsExactly("/api/users");
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
        api.get("/openapi/other").assertError(404, "ROUTE_NOT_FOUND");
    }

    @Test
    void everyOperationOfTheGatewayIsDocumentedAndNoOther(
            Api api, @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        Set<String> documented = new TreeSet<>();
        JsonNode paths = api.get("/openapi/api-gateway").assertStatus(200).at("/paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> documented.add(method + " " + path.getKey()));
        }
        Set<String> real = new TreeSet<>(Set.of("get /api/chat/connect", "get /api/chat/admin", "get /api/admin/live"));
        mappings.getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getName().startsWith("com.shemamusic.gateway")) {
                info.getPatternsCondition()
                        .getPatterns()
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> real.add(verb.name().toLowerCase(Locale.ROOT) + " "
                                        + pattern.getPatternString().replace("{eventId}", "{event_id}"))));
            }
        });
        real.removeIf(operation -> operation.startsWith("get /docs/"));
        assertThat(documented).isEqualTo(real);
    }
}
