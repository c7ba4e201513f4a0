package com.shemamusic.enrollment.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTextsTests {

    private final MessageTexts texts = new MessageTexts();

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
        assertThat(text.paragraphs()).isNotEmpty();
        String html = texts.html(text, language);
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
}
