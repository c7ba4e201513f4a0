package com.shemamusic.gateway;

import com.shemamusic.gateway.edge.TrustedProxies;
import com.shemamusic.shared.settings.ServiceApplication;
import com.shemamusic.shared.settings.Setting;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

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
                Setting.factor("RATE_LIMIT_MULTIPLIER"),
                Setting.count("GATEWAY_REPLICAS"),
                Setting.rule("TRUSTED_PROXIES", env -> TrustedProxies.problem(env.getProperty("TRUSTED_PROXIES"))));
    }
}
