package com.shemamusic.enrollment.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.shemamusic.enrollment.notification.MessageChannel.Lasts;
import com.shemamusic.enrollment.notification.NotificationProperties.Provider;
import com.shemamusic.enrollment.notification.NotificationProperties.WhatsApp;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        assertThat(send(server, okJson("{\"messages\":[{\"id\":\"wamid.1\"}]}"), MESSAGE))
                .isEmpty();
        server.getWireMock()
                .verifyThat(postRequestedFor(urlEqualTo("/v23.0/4711/messages"))
                        .withHeader("Authorization", equalTo("Bearer t0ken"))
                        .withRequestBody(equalToJson("""
                                {"messaging_product":"whatsapp","recipient_type":"individual","to":"6281234567890","type":"template","template":{
                                "name":"enrollment_approved","language":{"code":"id"},"components":[{"type":"body","parameters":[
                                {"type":"text","text":"Siti"},{"type":"text","text":"SM-2026-0123ABCD"},
                                {"type":"text","text":"Piano"}]}]}}""")));
    }

    @Test
    void aKindsOwnFactsFollowOnOneLineEach(WireMockRuntimeInfo server) {
        Map<String, String> facts = Map.of("name", "Siti\tR", "number", "N", "course", "C", "reason", "no\n\nplace");
        OutgoingMessage message = new OutgoingMessage(
                UUID.randomUUID(),
                UUID.randomUUID(),
                MessageKind.ENROLLMENT_REJECTED,
                "whatsapp",
                "+6281234567890",
                "en",
                facts);
        assertThat(send(server, okJson("{}"), message)).isEmpty();
        server.getWireMock()
                .verifyThat(postRequestedFor(anyUrl())
                        .withRequestBody(matchingJsonPath("$.template.language.code", equalTo("en")))
                        .withRequestBody(
                                matchingJsonPath("$.template.components[0].parameters[0].text", equalTo("Siti R")))
                        .withRequestBody(
                                matchingJsonPath("$.template.components[0].parameters[3].text", equalTo("no place"))));
    }

    @ParameterizedTest
    @CsvSource({
        "400,100,FOR_EVER", // a parameter is wrong
        "400,131026,FOR_EVER", // the recipient has no WhatsApp
        "404,132001,FOR_EVER", // there is no such template
        "400,130429,A_WHILE", // throughput
        "400,131056,A_WHILE", // too many to this recipient
        "400,131048,A_WHILE", // quality limit
        "403,368,A_WHILE", // blocked for a time
        "401,190,A_WHILE", // the token has expired
        "500,131000,A_WHILE",
        "503,131016,A_WHILE"
    })
    void whatARefusalMeansItsCodeSays(int status, int code, Lasts lasts, WireMockRuntimeInfo server) {
        Map<UUID, MessageChannel.Failure> failures =
                send(server, aResponse().withStatus(status).withBody("{\"error\":{\"code\":" + code + "}}"), MESSAGE);
        assertThat(failures.get(MESSAGE.id()))
                .isEqualTo(new MessageChannel.Failure("the provider answered " + status + ", error " + code, lasts));
    }

    @ParameterizedTest
    @CsvSource({"400,FOR_EVER", "429,A_WHILE", "502,A_WHILE"})
    void withoutACodeTheStatusDecides(int status, Lasts lasts, WireMockRuntimeInfo server) {
        Map<UUID, MessageChannel.Failure> failures =
                send(server, aResponse().withStatus(status).withBody("<html>proxy</html>"), MESSAGE);
        assertThat(failures.get(MESSAGE.id()).lasts()).isEqualTo(lasts);
    }

    @Test
    void aMessageWaitsForAProviderThatCannotBeReached() throws IOException {
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        assertThat(send("http://localhost:" + port).get(MESSAGE.id()))
                .isEqualTo(new MessageChannel.Failure("ConnectException", Lasts.WHILE_CHANNEL_IS_DOWN));
    }

    @Test
    void whatWasHandedOverMayHaveArrived(WireMockRuntimeInfo server) {
        assertThat(send(server, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), MESSAGE)
                        .get(MESSAGE.id())
                        .lasts())
                .isEqualTo(Lasts.A_FEW_TIMES);
    }

    @Test
    void anAnswerThatNeverEndsIsNone() throws Exception {
        try (ServerSocket provider = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> beginAnAnswer(provider));
            assertThat(send("http://localhost:" + provider.getLocalPort()).get(MESSAGE.id()))
                    .isEqualTo(new MessageChannel.Failure("no answer in time", Lasts.A_FEW_TIMES));
        }
    }

    private static void beginAnAnswer(ServerSocket provider) {
        try (Socket caller = provider.accept()) {
            caller.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            caller.getInputStream().readAllBytes();
        } catch (IOException gone) {
            // The caller has given up.
        }
    }

    private static Map<UUID, MessageChannel.Failure> send(
            WireMockRuntimeInfo server, ResponseDefinitionBuilder answer, OutgoingMessage message) {
        server.getWireMock().register(post(anyUrl()).willReturn(answer));
        return channel(server.getHttpBaseUrl(), Duration.ofSeconds(10)).send(List.of(message));
    }

    private static Map<UUID, MessageChannel.Failure> send(String provider) {
        return channel(provider, Duration.ofSeconds(1)).send(List.of(MESSAGE));
    }

    private static CloudWhatsApp channel(String provider, Duration timeout) {
        URI url = URI.create(provider + "/v23.0");
        return new CloudWhatsApp(new WhatsApp(Provider.CLOUD, "", url, "4711", "t0ken", timeout), new ObjectMapper());
    }
}
