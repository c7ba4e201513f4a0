package com.shemamusic.enrollment;

import com.shemamusic.shared.settings.ServiceApplication;
import com.shemamusic.shared.settings.Setting;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts enrollment-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class EnrollmentApplication {

    public static void main(String[] args) {
        ServiceApplication.run(
                EnrollmentApplication.class,
                args,
                Setting.database("DATABASE_URL"),
                Setting.password("ENROLLMENT_DB_PASSWORD"),
                Setting.url("USER_SERVICE_URL", "http", "https"),
                Setting.url("COURSE_SERVICE_URL", "http", "https"),
                Setting.url("SMTP_URL", "smtp", "smtps"),
                Setting.oneOf("CAPTCHA_PROVIDER", "turnstile", "recaptcha", "local"),
                Setting.onlyLocally("BOOKING_HOLD", null),
                Setting.onlyLocally("CAPTCHA_PROVIDER", "local"),
                Setting.rule("CAPTCHA_SECRET", env -> CaptchaSettings.secretProblem(env)));
    }
}
