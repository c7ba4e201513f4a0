package com.shemamusic.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class MessageSettingsTests {

    @Test
    void inProductionTheSenderAndTheSchoolMustBeNamed() {
        MockEnvironment environment = new MockEnvironment().withProperty("SMTP_URL", "smtp://mail");
        assertThat(problems(environment))
                .containsExactly(
                        "MAIL_FROM is missing: set it to an e-mail address",
                        "SCHOOL_EMAIL is missing: set it to an e-mail address");
        environment.setActiveProfiles("local");
        assertThat(problems(environment)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNamedEverywhere() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("SMTP_URL", "mail:25")
                .withProperty("MAIL_FROM", "Shema Music")
                .withProperty("SCHOOL_EMAIL", "office")
                .withProperty("SCHOOL_LANGUAGE", "fr")
                .withProperty("WHATSAPP_PROVIDER", "clod");
        environment.setActiveProfiles("local");
        assertThat(problems(environment))
                .extracting(line -> line.split(" (is|must) ")[0])
                .containsExactly("SMTP_URL", "MAIL_FROM", "SCHOOL_EMAIL", "SCHOOL_LANGUAGE", "WHATSAPP_PROVIDER");
    }

    @Test
    void theCloudOfWhatsAppNeedsANumberAndAToken() {
        MockEnvironment environment = complete().withProperty("WHATSAPP_PROVIDER", "cloud");
        assertThat(problems(environment))
                .containsExactly(
                        "WHATSAPP_PHONE_NUMBER_ID is missing: WHATSAPP_PROVIDER=cloud needs it",
                        "WHATSAPP_TOKEN is missing: WHATSAPP_PROVIDER=cloud needs it");
        environment.withProperty("WHATSAPP_PHONE_NUMBER_ID", "1").withProperty("WHATSAPP_TOKEN", "t");
        assertThat(problems(environment)).isEmpty();
        assertThat(problems(complete())).isEmpty();
    }

    private static MockEnvironment complete() {
        return new MockEnvironment()
                .withProperty("SMTP_URL", "smtps://user:password@mail.example:465")
                .withProperty("MAIL_FROM", "Shema Music <no-reply@shemamusic.example>")
                .withProperty("SCHOOL_EMAIL", "office@shemamusic.example")
                .withProperty("SCHOOL_LANGUAGE", "en");
    }

    private static List<String> problems(MockEnvironment environment) {
        return MessageSettings.all().stream()
                .map(setting -> setting.problem().apply(environment))
                .filter(Objects::nonNull)
                .toList();
    }
}
