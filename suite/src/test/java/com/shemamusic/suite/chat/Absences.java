package com.shemamusic.suite.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** C9: a session changes while its guest is away; back again, the guest is told everything. */
final class Absences {

    private Absences() {}

    static void check(TrialRun run, RunningSuite suite, Callers callers, int times) throws Exception {
        int right = 0;
        for (int i = 0; i < times; i++) {
            right += once(suite, callers, i) ? 1 : 0;
        }
        run.report("absences after which the state was right", right + " of " + times);
        assertThat(right).isEqualTo(times);
    }

    private static boolean once(RunningSuite suite, Callers callers, int round) throws Exception {
        Api admin = callers.admin();
        ApiResponse opened = callers.visitor().post("/api/chat/sessions", "{\"guest_name\": \"Pergi\"}");
        String id = opened.assertStatus(201).at("/session_id").asText();
        String token = opened.at("/session_token").asText();
        try (Line before = line(suite, token)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            before.reading(heard::add);
            before.send(Frames.message(null, "g1", "Halo"));
            Talk.until("the first message is stored", 20, () -> has(heard, "ack"));
        }
        String path = "/api/chat/sessions/" + id;
        admin.post(path + "/messages", "{\"client_message_id\": \"a1\", \"message\": \"Ya?\"}")
                .assertStatus(201);
        if (round % 2 == 0) {
            admin.post(path + "/assign").assertStatus(200);
        }
        if (round % 3 == 0) {
            admin.post(path + "/close").assertStatus(200);
        }
        try (Line back = line(suite, token)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            back.reading(heard::add);
            back.send(Frames.resume(null, 1));
            Talk.until(
                    "all is told",
                    20,
                    () -> heard.stream().filter(f -> Frames.is(f, "read")).count() >= 2
                            && (round % 3 != 0 || has(heard, "session_closed")));
            String state = heard.stream()
                    .filter(frame -> Frames.is(frame, "session_updated"))
                    .reduce("", (first, last) -> last);
            return heard.stream()
                                    .filter(frame -> Frames.is(frame, "new_message"))
                                    .count()
                            == 1
                    && has(heard, "resumed")
                    && state.contains("\"assigned_to\":{") == (round % 2 == 0)
                    && state.contains("\"status\":\"closed\"") == (round % 3 == 0);
        }
    }

    private static Line line(RunningSuite suite, String token) throws IOException {
        return Line.open(suite.gatewayUrl().getPort(), "/api/chat/connect", "shema.chat.v1, session." + token, "");
    }

    private static boolean has(List<String> heard, String type) {
        return heard.stream().anyMatch(frame -> Frames.is(frame, type));
    }
}
