package com.shemamusic.enrollment.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.shemamusic.enrollment.notification.NotificationProperties.Provider;
import com.shemamusic.enrollment.notification.NotificationProperties.WhatsApp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WireMockTest
class CloudWhatsAppTests {

    private static final OutgoingMessage MESSAGE = new OutgoingMessage(
            UUID.randomUUID(),
            UUID.randomUUID(),
            MessageKind.ENROLLMENT_APPROVED,
            "whatsapp",
            "+6281234567890",
            "id",
            Map.of("name", "Siti", "number", "SM-2026-0123ABCD", "course", "Piano"));

    @Test
    void aTemplateMessageIsSentAsDocumented(WireMockRuntimeInfo server) {
        assertThat(send(server, okJson("{\"messages\":[{\"id\":\"wamid.1\"}]}")))
                .isEmpty();
        server.getWireMock()
                .verifyThat(postRequestedFor(urlEqualTo("/v23.0/4711/messages"))
                        .withHeader("Authorization", equalTo("Bearer t0ken"))
                        .withRequestBody(equalToJson("""
                                {"messaging_product":"whatsapp","to":"6281234567890","type":"template","template":{
                                "name":"enrollment_approved","language":{"code":"id"},"components":[{"type":"body","parameters":[
                                {"type":"text","text":"Siti"},{"type":"text","text":"SM-2026-0123ABCD"},
                                {"type":"text","text":"Piano"}]}]}}""")));
    }

    @ParameterizedTest
    @CsvSource({"400,true", "404,true", "401,false", "429,false", "500,false", "503,false"})
    void aRefusalIsFinalOnlyWhenTryingAgainCannotHelp(int status, boolean permanent, WireMockRuntimeInfo server) {
        assertThat(send(server, aResponse().withStatus(status))
                        .get(MESSAGE.id())
                        .permanent())
                .isEqualTo(permanent);
    }

    private static Map<UUID, MessageChannel.Failure> send(
            WireMockRuntimeInfo server, ResponseDefinitionBuilder answer) {
        server.getWireMock().register(post(anyUrl()).willReturn(answer));
        URI url = URI.create(server.getHttpBaseUrl() + "/v23.0");
        WhatsApp settings = new WhatsApp(Provider.CLOUD, "", url, "4711", "t0ken");
        return new CloudWhatsApp(settings, new ObjectMapper()).send(List.of(MESSAGE));
    }
}
