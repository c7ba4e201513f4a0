package com.shemamusic.enrollment.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTextsTests {

    private static final NotificationProperties SETTINGS = new NotificationProperties(
            URI.create("smtp://localhost"),
            "x",
            "school@example.com",
            "id",
            "",
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            null);
    private final MessageTexts texts = new MessageTexts(SETTINGS);

    static Stream<Arguments> everyMessage() {
        return Arrays.stream(MessageKind.values())
                .flatMap(kind -> Stream.of("id", "en").map(language -> Arguments.of(kind, language)));
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void everyKindHasWordsInEachLanguage(MessageKind kind, String language) {
        Map<String, String> facts = Map.ofEntries(
                Map.entry("name", "Siti <Rahayu>"),
                Map.entry("number", "SM-2026-0123ABCD"),
                Map.entry("course", "Piano"),
                Map.entry("reason", "a reason"),
                Map.entry("list", "a list"),
                Map.entry("first", "Monday"),
                Map.entry("second", "Tuesday"),
                Map.entry("expires", "Friday"),
                Map.entry("confirmed", "Monday"),
                Map.entry("booking", "a booking"),
                Map.entry("when", "Sunday"),
                Map.entry("previous", "Saturday"));
        MessageText text = texts.text(message(kind, language, facts));
        assertThat(text.subject()).isNotBlank().doesNotContain("${", "[(");
        assertThat(text.body()).contains("Siti <Rahayu>").doesNotContain("${", "[(", "[#", "null");
        assertThat(text.parts()).isNotEmpty();
        String html = texts.html(text, message(kind, language, facts));
        assertThat(html)
                .contains("lang=\"" + language + "\"", "Siti &lt;Rahayu&gt;")
                .doesNotContain("<Rahayu>", " th:");
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void whatIsNotKnownIsLeftOut(MessageKind kind, String language) {
        MessageText text = texts.text(message(kind, language, Map.of()));
        assertThat(text.body()).doesNotContain("null", "Alasan", "Reason");
        assertThat(List.of(text.subject(), text.body())).noneMatch(String::isBlank);
    }

    private static OutgoingMessage message(MessageKind kind, String language, Map<String, String> facts) {
        return new OutgoingMessage(
                UUID.randomUUID(), UUID.randomUUID(), kind, "email", "siti@example.com", language, facts);
    }

    @Test
    void whatPeopleWroteCannotPassForOurs() {
        MessageText text = texts.text(message(
                MessageKind.ENROLLMENT_REJECTED,
                "en",
                Map.of("name", "Siti\n> pay here", "reason", "full\n\n> pay there", "number", "N", "course", "C")));
        assertThat(text.body()).contains("Dear Siti > pay here,");
        assertThat(text.parts())
                .filteredOn(part -> part.style() == MessageText.Style.NEXT)
                .hasSize(1);
    }
}
