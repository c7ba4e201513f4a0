package com.shemamusic.chat.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("chat")
class SettingsIT {

    private Api api;

    @BeforeEach
    void start(Api anyone) {
        TestDatabase.truncate("chat");
        api = anyone;
    }

    @Test
    void keepsTheHoursAsTheyWereSet() {
        api.asAdmin().put("/api/chat/office-hours", """
                        {"monday": [{"start": "13:00", "end": "17:30"}, {"start": "09:00", "end": "12:00"}], "sunday": []}""").assertStatus(200);
        var shown = api.anonymous().get("/api/chat/office-hours").assertStatus(200);
        assertThat(shown.at("/monday").toString())
                .isEqualTo("[{\"start\":\"09:00\",\"end\":\"12:00\"},{\"start\":\"13:00\",\"end\":\"17:30\"}]");
        assertThat(shown.at("/tuesday").toString()).isEqualTo("[]");
        assertThat(shown.json().size()).isEqualTo(7);
        api.withoutToken().get("/api/chat/office-hours").assertError(401, "AUTH_REQUIRED");
    }

    @Test
    void refusesHoursThatOverlapOrEndBeforeTheyBegin() {
        api.asAdmin()
                .put("/api/chat/office-hours", """
                        {"monday": [{"start": "09:00", "end": "12:00"}, {"start": "11:00", "end": "13:00"}],
                         "tuesday": [{"start": "10:00", "end": "09:00"}], "friday": [{"start": "x"}], "funday": []}""")
                .assertFieldErrors(Map.of(
                        "monday", "INVALID",
                        "tuesday", "INVALID",
                        "friday[0].start", "INVALID",
                        "friday[0].end", "REQUIRED",
                        "funday", "UNKNOWN_FIELD"));
    }

    @Test
    void keepsCannedRepliesUnderTheirShortcuts() {
        Api admin = api.asAdmin();
        String body = "{\"shortcut\": \"/jam\", \"text\": \"Kami buka pukul 9.\"}";
        String id = admin.post("/api/chat/canned-replies", body)
                .assertStatus(201)
                .at("/id")
                .asText();
        admin.post("/api/chat/canned-replies", body.replace("jam", "JAM"))
                .assertError(409, "CANNED_REPLY_SHORTCUT_TAKEN");
        admin.post("/api/chat/canned-replies", "{}")
                .assertFieldErrors(Map.of("shortcut", "REQUIRED", "text", "REQUIRED"));
        assertThat(admin.get("/api/chat/canned-replies").at("/data/0/text").asText())
                .isEqualTo("Kami buka pukul 9.");
        admin.delete("/api/chat/canned-replies/" + id).assertStatus(204);
        admin.delete("/api/chat/canned-replies/" + id).assertError(404, "CANNED_REPLY_NOT_FOUND");
    }
}
