package com.shemamusic.enrollment.captcha;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.error.ApiException;
import java.net.URI;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

@Configuration(proxyBeanMethods = false)
class CaptchaConfiguration {

    private static final URI TURNSTILE = URI.create("https://challenges.cloudflare.com/turnstile/v0/siteverify");
    private static final URI RECAPTCHA = URI.create("https://www.google.com/recaptcha/api/siteverify");

    @Bean
    Captcha captcha(CaptchaProperties properties, ObjectMapper mapper, Clock clock) {
        return switch (properties.provider()) {
            case LOCAL -> CaptchaConfiguration::checkLocally;
            case TURNSTILE -> new SiteVerifyCaptcha(properties, TURNSTILE, mapper, clock);
            case RECAPTCHA -> new SiteVerifyCaptcha(properties, RECAPTCHA, mapper, clock);
        };
    }

    /** For local runs and tests: the word {@code pass} passes. */
    private static void checkLocally(String token, String action, String attempt) {
        if (!"pass".equals(token)) {
            throw new ApiException(HttpStatus.BAD_REQUEST, "CAPTCHA_FAILED");
        }
    }
}
