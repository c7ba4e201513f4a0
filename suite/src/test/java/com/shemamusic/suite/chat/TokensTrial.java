package com.shemamusic.suite.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** C7 and C9: wrong, expired and foreign tokens everywhere; and what changed while a guest was away is told on return. */
public final class TokensTrial extends ChatChaos {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String name() {
        return "chattokens";
    }

    @Override
    public String purpose() {
        return "wrong, expired and foreign tokens on every frame and endpoint: nothing accepted, nothing leaked; state is right after every absence";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("tokens", 1_000, "absences", 500, "sessions", 50);
    }

    @Override
    void torment(TrialRun run, RunningSuite suite) throws Exception {
        try (Talk talk = new Talk(suite, run.option("sessions"))) {
            talk.converse(run.option("sessions") * 5, 5);
            talk.holdsEverything(run);
            List<String> bad = badTokens(run, suite, talk);
            AtomicInteger tries = new AtomicInteger();
            for (String token : bad) {
                overRest(talk.callers().visitor(), token, talk.sessions().getFirst(), tries);
                refusedUpgrade(suite, "/api/chat/connect", "session." + token, tries);
                refusedUpgrade(suite, "/api/chat/admin", "bearer." + token, tries);
            }
            foreign(suite, talk, tries);
            run.report("attempts, all refused", tries);
            talk.holdsEverything(run);
            Absences.check(run, suite, talk.callers(), run.option("absences"));
            keepsQuiet(run, suite, talk);
            Logs.Finding found = Logs.look(suite.logDirectory(), bad);
            assertThat(found.telling()).as("bad tokens in logs").isEmpty();
        }
    }

    // A third never was one, a third is expired, a third nearly is somebody's.
    private static List<String> badTokens(TrialRun run, RunningSuite suite, Talk talk) {
        List<String> bad = new ArrayList<>();
        int third = run.option("tokens") / 3;
        for (int i = 0; i < third; i++) {
            byte[] bits = new byte[32];
            RANDOM.nextBytes(bits);
            bad.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
            String near = talk.tokens().get(i % talk.tokens().size());
            int at = i / talk.tokens().size() % near.length();
            bad.add(near.substring(0, at) + (near.charAt(at) == 'A' ? 'B' : 'A') + near.substring(at + 1));
        }
        List<String> expiring = new ArrayList<>();
        for (int i = 0; i < third; i++) {
            ApiResponse opened =
                    talk.callers().visitor().post("/api/chat/sessions", "{\"guest_name\": \"Kedaluwarsa\"}");
            expiring.add(opened.assertStatus(201).at("/session_token").asText());
        }
        JdbcClient.create(suite.jdbcAdmin())
                .sql(
                        "update shema.chat_sessions set last_activity_at = now() - interval '25 hours' where guest_name = 'Kedaluwarsa'")
                .update();
        bad.addAll(expiring);
        return bad;
    }

    private static void overRest(Api visitor, String token, String session, AtomicInteger tries) {
        Api guest = visitor.header("X-Chat-Session", token);
        String path = "/api/chat/sessions/" + session;
        String message = "{\"client_message_id\": \"x\", \"message\": \"x\"}";
        List<ApiResponse> answers = List.of(
                guest.get(path + "/messages"),
                guest.post(path + "/messages", message),
                guest.get(path + "/transcript"),
                guest.get(path),
                guest.post(path + "/close", "{}"),
                guest.get("/api/chat/active-sessions"));
        for (ApiResponse answer : answers) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("error", "code", "details", "request_id");
            assertThat(answer.text()).doesNotContain(Talk.SECRET_TEXT, Talk.SECRET_MAIL, token);
            tries.incrementAndGet();
        }
    }

    private static void refusedUpgrade(RunningSuite suite, String path, String protocol, AtomicInteger tries)
            throws Exception {
        int port = suite.gatewayUrl().getPort();
        try (Line open = Line.open(port, path, "shema.chat.v1, " + protocol, "")) {
            throw new AssertionError(
                    "let in with " + protocol + ", closed " + open.closed().isDone());
        } catch (Line.Refused refused) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.answer()).doesNotContain(Talk.SECRET_TEXT, Talk.SECRET_MAIL);
            tries.incrementAndGet();
        }
    }

    // Every frame, about somebody else's session, on every guest's own line.
    private static void foreign(RunningSuite suite, Talk talk, AtomicInteger tries) throws Exception {
        int port = suite.gatewayUrl().getPort();
        for (int i = 0; i < talk.sessions().size(); i++) {
            String other = talk.sessions().get((i + 1) % talk.sessions().size());
            String to = ",\"session_id\":\"" + other + "\"}";
            List<String> frames = List.of(
                    "{\"type\":\"message\",\"client_message_id\":\"f\",\"message\":\"x\"" + to,
                    "{\"type\":\"typing\",\"active\":true" + to,
                    "{\"type\":\"read\",\"up_to_seq\":1" + to,
                    "{\"type\":\"resume\",\"after_seq\":0" + to,
                    "{\"type\":\"leave\"" + to);
            List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
            CountDownLatch refusals = new CountDownLatch(frames.size());
            String token = "session." + talk.tokens().get(i);
            try (Line line = Line.open(port, "/api/chat/connect", "shema.chat.v1, " + token, "")) {
                line.reading(frame -> {
                    heard.add(frame);
                    if (frame.contains("CHAT_FORBIDDEN")) {
                        refusals.countDown();
                    }
                });
                for (String frame : frames) {
                    line.send(frame);
                }
                assertThat(refusals.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(heard).noneMatch(frame -> frame.contains(other));
                tries.addAndGet(frames.size());
            }
            Api guest = talk.callers()
                    .visitor()
                    .header("X-Chat-Session", talk.tokens().get(i));
            guest.get("/api/chat/sessions/" + other + "/messages").assertError(403, "CHAT_FORBIDDEN");
            guest.get("/api/chat/sessions/" + other + "/transcript").assertError(403, "CHAT_FORBIDDEN");
            tries.addAndGet(2);
        }
    }
}
