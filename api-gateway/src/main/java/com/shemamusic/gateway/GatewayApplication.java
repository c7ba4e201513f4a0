package com.shemamusic.gateway;

import com.shemamusic.gateway.edge.TrustedProxies;
import com.shemamusic.shared.settings.ServiceApplication;
import com.shemamusic.shared.settings.Setting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.core.env.Environment;

/** The gateway: everything the outside sees of the suite goes through it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

    public static void main(String[] args) {
        ServiceApplication.run(
                GatewayApplication.class,
                args,
                Setting.secret("JWT_SECRET"),
                Setting.url("AUTH_SERVICE_URL", "http", "https"),
                Setting.url("USER_SERVICE_URL", "http", "https"),
                Setting.url("COURSE_SERVICE_URL", "http", "https"),
                Setting.url("ENROLLMENT_SERVICE_URL", "http", "https"),
                Setting.url("CHAT_SERVICE_URL", "http", "https"),
                Setting.url("ATTENDANCE_SERVICE_URL", "http", "https"),
                Setting.required("CORS_ALLOWED_ORIGINS"),
                Setting.rule("RATE_LIMIT_MULTIPLIER", GatewayApplication::multiplier),
                Setting.count("GATEWAY_REPLICAS"),
                Setting.rule("TRUSTED_PROXIES", env -> TrustedProxies.problem(env.getProperty("TRUSTED_PROXIES"))));
    }

    private static @Nullable String multiplier(Environment env) {
        String value = env.getProperty("RATE_LIMIT_MULTIPLIER", "1");
        return value.matches("\\d{1,9}(\\.\\d{1,9})?") && Double.parseDouble(value) > 0
                ? null
                : "RATE_LIMIT_MULTIPLIER is malformed: set it to a number over 0";
    }
}
