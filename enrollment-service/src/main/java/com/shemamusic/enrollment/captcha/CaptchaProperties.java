package com.shemamusic.enrollment.captcha;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which captcha is asked.
 *
 * @param url where tokens are checked; the provider's own address when absent
 * @param hostnames the sites on which a token may have been made; empty: any
 * @param timeout of one of the two tries
 * @param minScore for providers that give a score between 0 and 1
 */
@ConfigurationProperties("shema.enrollment.captcha")
record CaptchaProperties(
        Provider provider,
        @DefaultValue("") String secret,
        @Nullable URI url,
        @DefaultValue Set<String> hostnames,
        @DefaultValue("3s") Duration timeout,
        @DefaultValue("0.5") double minScore) {

    /** The providers known here. */
    enum Provider {
        LOCAL,
        TURNSTILE,
        RECAPTCHA
    }
}
