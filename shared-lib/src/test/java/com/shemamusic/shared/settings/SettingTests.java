package com.shemamusic.shared.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    void holdsASecondDatabaseToTheRulesOfTheFirstWhereOneIsGiven() {
        MockEnvironment environment = new MockEnvironment().withProperty("DATABASE_REPORTS_URL", "");
        List<Setting> settings = List.of(Setting.optionalDatabase("DATABASE_REPORTS_URL"));
        assertThat(ServiceApplication.problems(environment, settings)).isEmpty();

        environment.setProperty("DATABASE_REPORTS_URL", "jdbc:postgresql://replica.example/x");
        assertThat(ServiceApplication.problems(environment, settings))
                .containsExactly("DATABASE_REPORTS_URL must have sslmode=verify-full: add it");
    }

    @Test
    void refusesAnAuthorityThatCannotBeRead(@TempDir Path folder) throws IOException {
        MockEnvironment environment = new MockEnvironment();
        List<Setting> settings = List.of(Setting.certificates("REDIS_CA"));
        assertThat(ServiceApplication.problems(environment, settings)).isEmpty();

        environment.setProperty(
                "REDIS_CA", new TestAuthority(folder).certificate().toString());
        assertThat(ServiceApplication.problems(environment, settings)).isEmpty();

        for (Path wrong :
                List.of(folder, folder.resolve("none"), Files.writeString(folder.resolve("other.crt"), "other"))) {
            environment.setProperty("REDIS_CA", wrong.toString());
            assertThat(ServiceApplication.problems(environment, settings))
                    .singleElement()
                    .asString()
                    .startsWith("REDIS_CA names no certificate");
        }
    }

    @Test
    void refusesPasswordsOfTheExampleInProduction() {
        List<Setting> passwords = List.of(
                Setting.password("CHAT_DB_PASSWORD"),
                Setting.passwordIn("REDIS_URL"),
                Setting.database("DATABASE_URL"));
        MockEnvironment environment = new MockEnvironment()
                .withProperty("CHAT_DB_PASSWORD", "shema-local")
                .withProperty("REDIS_URL", "redis://:own@one:6379,redis://default:shema-local@redis:6379")
                .withProperty("DATABASE_URL", "jdbc:postgresql://db/x?sslmode=verify-full&password=change-me");
        assertThat(ServiceApplication.problems(environment, passwords))
                .containsExactly(
                        "CHAT_DB_PASSWORD is a default secret: set one of your own",
                        "REDIS_URL is a default secret: set one of your own",
                        "DATABASE_URL is a default secret: set one of your own");
        environment.setActiveProfiles("local");
        assertThat(ServiceApplication.problems(environment, passwords)).isEmpty();
        assertThat(ServiceApplication.problems(new MockEnvironment(), passwords))
                .containsExactly(
                        "CHAT_DB_PASSWORD is missing: set it", "DATABASE_URL is missing: set it to a URL (jdbc)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis://redis:6379", "redis://:own@test-1.example:6379", "rediss://test-user:own@redis:6379"})
    void takesARedisWithoutADefaultPassword(String url) {
        assertThat(ServiceApplication.problems(
                        new MockEnvironment().withProperty("REDIS_URL", url), List.of(Setting.passwordIn("REDIS_URL"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        jdbc:postgresql://db.example/x                         | must have sslmode=verify-full
        jdbc:postgresql://db.example/x?sslmode=require         | must have sslmode=verify-full
        jdbc:postgresql://localhost,db.example/x               | must have sslmode=verify-full
        jdbc:postgresql://db.example:port/x                    | is malformed
        jdbc:mysql://localhost/x                               | is malformed
        jdbc:postgresql://db.example/x?a=b&sslmode=verify-full |
        jdbc:postgresql://localhost:5432/x                     |
        jdbc:postgresql://127.0.0.1/x                          |
        jdbc:postgresql://[::1]:5432/x                         |
        """)
    void aDatabaseElsewhereMustProveWhoItIsInProduction(String url, @Nullable String problem) {
        MockEnvironment environment = new MockEnvironment().withProperty("DATABASE_URL", url);
        List<String> problems = ServiceApplication.problems(environment, List.of(Setting.database("DATABASE_URL")));
        if (problem == null) {
            assertThat(problems).isEmpty();
            return;
        }
        assertThat(problems).singleElement().asString().startsWith("DATABASE_URL " + problem);
        environment.setActiveProfiles("local");
        assertThat(ServiceApplication.problems(environment, List.of(Setting.database("DATABASE_URL"))))
                .hasSize(problem.startsWith("must") ? 0 : 1);
    }

    @Test
    void namesNumbersDurationsAndWordsThatCannotBeRead() {
        List<Setting> optional = List.of(
                Setting.count("DATABASE_POOL_SIZE"),
                Setting.factor("RATE_LIMIT_MULTIPLIER"),
                Setting.duration("SHUTDOWN_PAUSE", Duration.ZERO),
                Setting.duration("REJECTED_RETENTION", Duration.ofSeconds(1)),
                Setting.optionalOneOf("SCHOOL_LANGUAGE", "id", "en"),
                Setting.optionalUrl("AI_MODEL_ENDPOINT", "http", "https"));
        assertThat(ServiceApplication.problems(new MockEnvironment(), optional)).isEmpty();
        MockEnvironment right = new MockEnvironment()
                .withProperty("DATABASE_POOL_SIZE", "8")
                .withProperty("RATE_LIMIT_MULTIPLIER", "0.5")
                .withProperty("SHUTDOWN_PAUSE", "0s")
                .withProperty("REJECTED_RETENTION", "P90D")
                .withProperty("SCHOOL_LANGUAGE", "en")
                .withProperty("AI_MODEL_ENDPOINT", "https://model.example/rank");
        assertThat(ServiceApplication.problems(right, optional)).isEmpty();
        MockEnvironment wrong = new MockEnvironment()
                .withProperty("DATABASE_POOL_SIZE", "0")
                .withProperty("RATE_LIMIT_MULTIPLIER", "-1")
                .withProperty("SHUTDOWN_PAUSE", "-5s")
                // Milliseconds, where somebody meant days.
                .withProperty("REJECTED_RETENTION", "90")
                .withProperty("SCHOOL_LANGUAGE", "")
                .withProperty("AI_MODEL_ENDPOINT", "https:model.example");
        assertThat(ServiceApplication.problems(wrong, optional))
                .extracting(line -> line.split(" ")[0])
                .containsExactlyElementsOf(optional.stream().map(Setting::name).toList());
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
