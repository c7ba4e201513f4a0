package com.shemamusic.enrollment.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.enrollment.Mailbox;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every kind of mail in both languages, sent by SMTP and kept under {@code target/mails} for a look at it. */
class MailGalleryIT extends ServiceIT {

    private static final Map<String, String> FACTS = Map.ofEntries(
            Map.entry("name", "Siti <Rahayu>"),
            Map.entry("number", "SM-2026-0123ABCD"),
            Map.entry("course", "Piano Klasik untuk Remaja"),
            Map.entry("email", "siti@example.com"),
            Map.entry("phone", "+6281234567890"),
            Map.entry("times", "15.00–17.30"),
            Map.entry("reason", "Guru sedang cuti\n= sampai Maret"),
            Map.entry("list", "• Siti Rahayu (SM-2026-0123ABCD), Piano\n• Budi Santoso (SM-2026-89ABCDEF), Gitar"),
            Map.entry("more", "7"),
            Map.entry("booking", "019b4f6e-5d1c-7000-8000-2f6c1f0e8a11"));

    /** Facts in the reader's language, with times as they are told to people. */
    private static Map<String, String> facts(String language, SchoolWords words) {
        Locale locale = Locale.of(language);
        Instant monday = Instant.parse("2031-01-06T08:00:00Z");
        Map<String, String> facts = new HashMap<>(FACTS);
        facts.put("first", String.valueOf(words.hours(monday, monday.plusSeconds(3600), locale)));
        facts.put(
                "second",
                String.valueOf(words.hours(monday.plusSeconds(164_000), monday.plusSeconds(167_600), locale)));
        facts.put("confirmed", facts.getOrDefault("first", ""));
        facts.put("expires", String.valueOf(words.time(monday.minusSeconds(300_000), locale)));
        facts.put("when", String.valueOf(words.time(monday.plusSeconds(86_400), locale)));
        facts.put("previous", String.valueOf(words.time(monday, locale)));
        facts.put("days", words.days(List.of(DayOfWeek.MONDAY, DayOfWeek.SATURDAY), locale));
        facts.put("status", SchoolWords.status(EnrollmentStatus.PENDING, locale));
        return facts;
    }

    @Test
    void everyKindArrivesInBothLanguages(@Autowired NotificationRepository notifications, @Autowired SchoolWords words)
            throws Exception {
        Map<String, MessageKind> expected = new LinkedHashMap<>();
        for (MessageKind kind : MessageKind.values()) {
            for (String language : new String[] {"id", "en"}) {
                String recipient = kind.text() + "." + language + "@example.com";
                expected.put(recipient, kind);
                UUID occasion = UUID.randomUUID();
                notifications.add(kind, occasion, occasion, null, "email", recipient, language, facts(language, words));
            }
        }
        Path folder = Files.createDirectories(Path.of("target/mails"));
        for (Map.Entry<String, MessageKind> one : expected.entrySet()) {
            MimeMessage mail = Mailbox.await(one.getKey(), 1).getFirst();
            String language = one.getKey().split("[.@]")[1];
            check(mail, one.getValue(), language);
            String name = one.getValue().text() + "." + language;
            Files.writeString(folder.resolve(name + ".html"), Mailbox.html(mail));
            Files.writeString(folder.resolve(name + ".txt"), mail.getSubject() + "\n\n" + Mailbox.text(mail));
        }
        assertThat(expected).hasSize(MessageKind.values().length * 2);
    }

    private static void check(MimeMessage mail, MessageKind kind, String language) throws Exception {
        String text = Mailbox.text(mail);
        String html = Mailbox.html(mail);
        assertThat(mail.getSubject()).isNotBlank().doesNotContain("\n", "${", "[(");
        assertThat(mail.getReplyTo()[0].toString())
                .isEqualTo(kind.isForSchool() ? "siti@example.com" : "school@shemamusic.test");
        assertThat(text)
                .contains(
                        "Siti <Rahayu>",
                        "Shema Music",
                        language.equals("id") ? "Langkah berikutnya" : "What comes next")
                .doesNotContain("${", "[(", "[#", "[/]", "null")
                .doesNotContainPattern("(?m)^[=>] ");
        if (kind == MessageKind.BOOKING_RECEIVED) {
            assertThat(text)
                    .contains(
                            language.equals("id")
                                    ? "Pilihan pertama: Senin, 6 Januari 2031, 15.00–16.00 WIB"
                                    : "First choice: Monday, 6 January 2031, 15:00–16:00 WIB");
        }
        assertThat(html)
                .contains("lang=\"" + language + "\"", "Shema Music", "Siti &lt;Rahayu&gt;", "border-left:4px")
                .doesNotContain("<Rahayu>", " th:", "[(", "${");
        // Nothing in a mail can change anything by being opened or followed: there is one link at most, to the
        // website's front page.
        assertThat(html.split("href=", -1)).hasSize(2);
        assertThat(html).contains("href=\"https://shema.example\"").doesNotContain("<img", "<form", "<script");
        assertThat(text).containsOnlyOnce("https://").contains("https://shema.example");
    }
}
