package com.shemamusic.shared.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.ServiceTokens;
import com.shemamusic.shared.web.RequestContext;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerTests {

    private static final String SECRET = "test-secret-of-at-least-thirty-two-bytes";
    private static final String CALLEE = "user-service";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance().build();

    private Peers peers;
    private Peer peer;

    @BeforeEach
    void connect() {
        peers = peers(SERVER.baseUrl());
        peer = peers.peer(CALLEE);
    }

    private static Peers peers(String url) {
        return new Peers(
                Map.of(CALLEE, url),
                new ServiceTokens("course-service", SECRET, Clock.systemUTC()),
                new ObjectMapper());
    }

    @Test
    void provesWhoCallsAndPassesTheRequestOn() throws Exception {
        SERVER.stubFor(get("/thing/a%2Fb").willReturn(okJson("{\"x\": 1}")));
        RequestContext context = RequestContext.of("req_1", Locale.ENGLISH, "00-trace-span-01", Duration.ofSeconds(3));
        JsonNode answer = context.call(() -> peer.get(JsonNode.class, "/thing/{id}", "a/b"));
        assertThat(answer.path("x").asInt()).isEqualTo(1);
        var request = SERVER.findAll(getRequestedFor(urlEqualTo("/thing/a%2Fb"))
                        .withHeader("X-Request-ID", matching("req_1"))
                        .withHeader("traceparent", matching("00-trace-span-01"))
                        .withHeader("X-Service-Name", matching("course-service"))
                        .withHeader("Accept-Language", matching("en")))
                .getFirst();
        assertThat(Integer.parseInt(request.getHeader("X-Request-Timeout-Ms"))).isBetween(1, 3000);
        String token = request.getHeader("Authorization").substring("Bearer ".length());
        var caller = new ServiceTokens(CALLEE, SECRET, Clock.systemUTC()).verify(token);
        assertThat(caller.service()).isEqualTo("course-service");
        assertThat(caller.actor()).isEqualTo(Actor.ANONYMOUS);
        assertThatThrownBy(() -> new ServiceTokens("chat-service", SECRET, Clock.systemUTC()).verify(token))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void tellsMissingFromRefusedFromDown() {
        SERVER.stubFor(get("/missing").willReturn(aResponse().withStatus(404).withBody("{\"code\": \"X_NOT_FOUND\"}")));
        SERVER.stubFor(get("/refused")
                .willReturn(aResponse()
                        .withStatus(409)
                        .withBody("{\"code\": \"CLASS_FULL\", \"details\": {\"seats\": 3}}")));
        SERVER.stubFor(get("/broken").willReturn(aResponse().withStatus(500)));
        assertThat(peer.find(JsonNode.class, "/missing")).isEmpty();
        assertThatThrownBy(() -> peer.get(JsonNode.class, "/refused"))
                .isInstanceOfSatisfying(PeerRejectedException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(409);
                    assertThat(refused.code()).isEqualTo("CLASS_FULL");
                    assertThat(refused.details().path("seats").asInt()).isEqualTo(3);
                });
        assertThatThrownBy(() -> peer.get(JsonNode.class, "/broken"))
                .isInstanceOfSatisfying(PeerUnavailableException.class, down -> {
                    assertThat(down.code()).isEqualTo("SERVICE_UNAVAILABLE");
                    assertThat(down.details()).containsEntry("service", CALLEE);
                });
    }

    @Test
    void endsWhenTheAskerNoLongerWaits() throws Exception {
        SERVER.stubFor(get("/slow").willReturn(okJson("{}").withFixedDelay(5_000)));
        RequestContext hurried = RequestContext.of(null, Locale.ENGLISH, null, Duration.ofMillis(300));
        assertThatThrownBy(() -> hurried.call(() -> peer.get(JsonNode.class, "/slow")))
                .isInstanceOfSatisfying(
                        PeerUnavailableException.class,
                        late -> assertThat(late.code()).isEqualTo("SERVICE_TIMEOUT"));
    }

    @Test
    void repeatsOnlyWhatIsSafeToRepeat() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
        assertThatThrownBy(() -> peer.get(JsonNode.class, "/get")).isInstanceOf(PeerUnavailableException.class);
        SERVER.verify(3, getRequestedFor(urlEqualTo("/get")));
        Peer fresh = peers(SERVER.baseUrl()).peer(CALLEE);
        assertThatThrownBy(() -> fresh.post(JsonNode.class, Map.of(), "/post"))
                .isInstanceOf(PeerUnavailableException.class);
        assertThat(SERVER.getAllServeEvents().stream()
                        .filter(event -> event.getRequest().getUrl().equals("/post")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500, 1", "501, 1", "502, 3", "503, 3", "504, 3"})
    void repeatsWhatMayPassAndNotWhatThePeerCannotDo(int status, int attempts) {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
        assertThatThrownBy(() -> peer.get(JsonNode.class, "/get")).isInstanceOf(PeerUnavailableException.class);
        SERVER.verify(attempts, getRequestedFor(urlEqualTo("/get")));
        assertThat(failures()).isEqualTo(attempts);
    }

    @Test
    void takesARefusalForOneAlsoWhenItIsNoJson() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(413).withBody("<html>too large</html>")));
        assertThatThrownBy(() -> peer.get(JsonNode.class, "/get"))
                .isInstanceOfSatisfying(
                        PeerRejectedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(413));
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withBody("<html>welcome</html>")));
        assertThatThrownBy(() -> peer.get(JsonNode.class, "/odd")).isInstanceOf(PeerUnavailableException.class);
        SERVER.verify(1, getRequestedFor(urlEqualTo("/odd")));
    }

    @Test
    void asksNobodyForAnAskerWhoHasGoneAndBlamesNobodyForIt() throws Exception {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        RequestContext gone = RequestContext.of(null, Locale.ENGLISH, null, Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> gone.call(() -> peer.get(JsonNode.class, "/late")))
                    .isInstanceOfSatisfying(
                            PeerUnavailableException.class,
                            late -> assertThat(late.code()).isEqualTo("SERVICE_TIMEOUT"));
        }
        SERVER.verify(0, getRequestedFor(urlEqualTo("/late")));
        assertThat(failures()).isZero();
        assertThat(state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void countsOneFailureWhenTheTimeEndsWithTheFirstAttempt() throws Exception {
        SERVER.stubFor(get("/slow").willReturn(okJson("{}").withFixedDelay(5_000)));
        RequestContext hurried = RequestContext.of(null, Locale.ENGLISH, null, Duration.ofMillis(300));
        assertThatThrownBy(() -> hurried.call(() -> peer.get(JsonNode.class, "/slow")))
                .isInstanceOf(PeerUnavailableException.class);
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void stopsWhenThePauseWouldOutlastTheAsker() throws Exception {
        PeerGuard guard = new PeerGuard(CALLEE, () -> false);
        AtomicInteger attempts = new AtomicInteger();
        // The shortest pause is 100 ms.
        RequestContext hurried = RequestContext.of(null, Locale.ENGLISH, null, Duration.ofMillis(90));
        assertThatThrownBy(() -> hurried.call(() -> guard.call(true, () -> {
                    attempts.incrementAndGet();
                    throw PeerUnavailableException.down(CALLEE, null);
                })))
                .isInstanceOfSatisfying(
                        PeerUnavailableException.class,
                        down -> assertThat(down.code()).isEqualTo("SERVICE_UNAVAILABLE"));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void opensAfterFiveFailuresInARowAndNeverForRefusals() {
        SERVER.stubFor(get("/refused").willReturn(aResponse().withStatus(400).withBody("{}")));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> peer.get(JsonNode.class, "/refused")).isInstanceOf(PeerRejectedException.class);
        }
        assertThat(state()).isEqualTo(CircuitBreaker.State.CLOSED);
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> peer.post(JsonNode.class, Map.of(), "/x"))
                    .isInstanceOf(PeerUnavailableException.class);
        }
        assertThat(state()).isEqualTo(CircuitBreaker.State.OPEN);
        int before = SERVER.getAllServeEvents().size();
        assertThatThrownBy(() -> peer.post(JsonNode.class, Map.of(), "/never"))
                .isInstanceOf(PeerUnavailableException.class);
        assertThat(SERVER.getAllServeEvents().stream()
                        .filter(event -> event.getRequest().getUrl().equals("/never")))
                .isEmpty();
        assertThat(before).isPositive();
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        await().untilAsserted(() -> assertThat(state()).isEqualTo(CircuitBreaker.State.HALF_OPEN));
        peer.get(JsonNode.class, "/back");
        peer.get(JsonNode.class, "/back");
        assertThat(state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void goesToTheAddressThatAnswers() {
        SERVER.stubFor(get("/here").willReturn(okJson("{}")));
        Peer two = peers("http://localhost:1," + SERVER.baseUrl()).peer(CALLEE);
        for (int i = 0; i < 20; i++) {
            two.get(JsonNode.class, "/here");
        }
        SERVER.verify(20, getRequestedFor(urlEqualTo("/here")));
    }

    private int failures() {
        return peers.breakers().getFirst().getMetrics().getNumberOfFailedCalls();
    }

    private CircuitBreaker.State state() {
        return peers.breakers().getFirst().getState();
    }
}
