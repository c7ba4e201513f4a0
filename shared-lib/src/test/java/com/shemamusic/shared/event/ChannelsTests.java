package com.shemamusic.shared.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTests {

    private record Copy(String courseId, Integer seats) {}

    @ParameterizedTest
    @CsvSource({
        "enrollment.created,enrollment,ENROLLMENT_CREATED",
        "chat.session.opened,chat,CHAT_SESSION_OPENED",
        "attendance.class_changed,attendance,ATTENDANCE_CLASS_CHANGED"
    })
    void aChannelTellsItsDomainAndEventType(String channel, String domain, String eventType) {
        assertThat(Channels.domain(channel)).isEqualTo(domain);
        assertThat(Channels.eventType(channel)).isEqualTo(eventType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "enrollment", "enrollment.", ".created", "Enrollment.Created", "chat:session:1"})
    void whatIsNoChannelIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Channels.domain(name));
    }

    @Test
    void aPayloadIsReadIntoTheReadersOwnRecord() {
        JsonNode data = EventJson.read("{\"courseId\":\"c\",\"unknown\":[1]}", JsonNode.class);
        EventEnvelope event = EventJson.read("{\"version\":\"1.3\",\"later\":true}", EventEnvelope.class);
        EventEnvelope full = new EventEnvelope(
                "COURSE_UPDATED",
                event.eventId(),
                event.version(),
                event.timestamp(),
                "course-service",
                null,
                null,
                1,
                data);

        assertThat(full.data(Copy.class)).isEqualTo(new Copy("c", null));
        assertThat(full.supported()).isTrue();
    }
}
