package com.shemamusic.shared.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Starts a service after looking at its settings: every problem is named in a line, and nothing listens until all are mended. */
public final class ServiceApplication {

    /** What a process answers whose configuration is wrong, as sysexits has it. */
    public static final int BAD_CONFIGURATION = 78;

    private static final List<Setting> EVERYWHERE = List.of(
            Setting.port("PORT"),
            Setting.port("MANAGEMENT_PORT"),
            Setting.secret("SERVICE_JWT_SECRET"),
            Setting.redis("REDIS_URL"),
            Setting.passwordIn("REDIS_URL"),
            Setting.certificates("REDIS_CA"),
            Setting.rule("SCHOOL_TIME_ZONE", ServiceApplication::timeZone),
            Setting.duration("SHUTDOWN_PAUSE", Duration.ZERO),
            Setting.optionalUrl("OTEL_EXPORTER_OTLP_ENDPOINT", "http", "https"),
            Setting.onlyLocally("FIREBASE_AUTH_EMULATOR_HOST", null));

    private ServiceApplication() {}

    /** Checks what every service needs and these settings, then runs the application; exits with 78 on a problem. */
    public static void run(Class<?> application, String[] args, Setting... settings) {
        SpringApplication app = new SpringApplication(application);
        List<Setting> all = new ArrayList<>(EVERYWHERE);
        all.addAll(List.of(settings));
        ApplicationListener<ApplicationEnvironmentPreparedEvent> check = event -> {
            List<String> problems = problems(event.getEnvironment(), all);
            if (!problems.isEmpty()) {
                problems.forEach(System.err::println);
                System.exit(BAD_CONFIGURATION);
            }
        };
        app.addListeners(check);
        app.run(args);
    }

    private static @Nullable String timeZone(Environment env) {
        try {
            ZoneId.of(env.getProperty("SCHOOL_TIME_ZONE", "Asia/Jakarta"));
            return null;
        } catch (DateTimeException unknown) {
            return "SCHOOL_TIME_ZONE is malformed: set it to a name such as Asia/Jakarta";
        }
    }

    /** What is wrong, a line each. */
    static List<String> problems(Environment environment, List<Setting> settings) {
        return settings.stream()
                .map(setting -> setting.problem().apply(environment))
                .filter(Objects::nonNull)
                .toList();
    }
}
