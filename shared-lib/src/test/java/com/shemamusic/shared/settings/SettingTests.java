package com.shemamusic.shared.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class SettingTests {

    private static final List<Setting> NEEDED = List.of(
            Setting.secret("JWT_SECRET"),
            Setting.redis("REDIS_URL"),
            Setting.oneOf("CAPTCHA_PROVIDER", "turnstile", "local"),
            Setting.onlyLocally("CAPTCHA_PROVIDER", "local"),
            Setting.onlyLocally("FIREBASE_AUTH_EMULATOR_HOST", null),
            Setting.required("MAIL_FROM"));

    @Test
    void namesEverythingThatIsMissing() {
        assertThat(ServiceApplication.problems(new MockEnvironment(), NEEDED))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("JWT_SECRET is missing"))
                .anySatisfy(line -> assertThat(line).startsWith("REDIS_URL is missing"))
                .anySatisfy(line -> assertThat(line).startsWith("CAPTCHA_PROVIDER must be one of"))
                .anySatisfy(line -> assertThat(line).startsWith("MAIL_FROM is missing"));
    }

    @Test
    void refusesInProductionWhatIsForLocalRuns() {
        MockEnvironment environment = complete();
        assertThat(ServiceApplication.problems(environment, NEEDED))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("JWT_SECRET is a default secret"))
                .anySatisfy(line -> assertThat(line).contains("CAPTCHA_PROVIDER=local"))
                .anySatisfy(line -> assertThat(line).contains("FIREBASE_AUTH_EMULATOR_HOST"));
        environment.setActiveProfiles("local");
        assertThat(ServiceApplication.problems(environment, NEEDED)).isEmpty();
    }

    @Test
    void refusesShortSecretsAndOddUrlsEverywhere() {
        MockEnvironment environment = complete();
        environment.setActiveProfiles("local");
        environment.setProperty("JWT_SECRET", "short,test-secret-of-at-least-thirty-two-bytes");
        environment.setProperty("REDIS_URL", "http://localhost");
        assertThat(ServiceApplication.problems(environment, NEEDED))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("JWT_SECRET is too short"))
                .anySatisfy(line -> assertThat(line).contains("REDIS_URL is malformed"));
    }

    private static MockEnvironment complete() {
        return new MockEnvironment()
                .withProperty("JWT_SECRET", "test-secret-of-at-least-thirty-two-bytes")
                .withProperty("REDIS_URL", "redis://localhost:6379")
                .withProperty("CAPTCHA_PROVIDER", "local")
                .withProperty("FIREBASE_AUTH_EMULATOR_HOST", "localhost:9099")
                .withProperty("MAIL_FROM", "a@b.c");
    }
}
