package com.shemamusic.enrollment;

import com.shemamusic.shared.settings.ServiceApplication;
import com.shemamusic.shared.settings.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts enrollment-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class EnrollmentApplication {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    public static void main(String[] args) {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.database("DATABASE_URL"),
                Setting.count("DATABASE_POOL_SIZE"),
                Setting.password("ENROLLMENT_DB_PASSWORD"),
                Setting.url("USER_SERVICE_URL", "http", "https"),
                Setting.url("COURSE_SERVICE_URL", "http", "https"),
                Setting.oneOf("CAPTCHA_PROVIDER", "turnstile", "recaptcha", "local"),
                Setting.onlyLocally("CAPTCHA_PROVIDER", "local"),
                Setting.rule("CAPTCHA_SECRET", env -> CaptchaSettings.secretProblem(env)),
                Setting.onlyLocally("BOOKING_HOLD", null),
                Setting.duration("BOOKING_HOLD", A_SECOND),
                Setting.duration("REJECTED_RETENTION", A_SECOND)));
        settings.addAll(MessageSettings.all());
        ServiceApplication.run(EnrollmentApplication.class, args, settings.toArray(Setting[]::new));
    }
}
