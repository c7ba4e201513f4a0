package com.shemamusic.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class CaptchaSettingsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1x0000000000000000000000000000000AA",
                "2x0000000000000000000000000000000AA",
                "6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe"
            })
    void withoutASecretOfOnesOwnTheServiceDoesNotStart(String secret) {
        assertThat(CaptchaSettings.secretProblem(provider("turnstile").withProperty("CAPTCHA_SECRET", secret)))
                .startsWith("CAPTCHA_SECRET ");
    }

    @Test
    void aSecretOfOnesOwnIsFineAndTheLocalProviderNeedsNone() {
        assertThat(CaptchaSettings.secretProblem(provider("recaptcha").withProperty("CAPTCHA_SECRET", "6Lc0wn5ecret")))
                .isNull();
        assertThat(CaptchaSettings.secretProblem(provider("local"))).isNull();
    }

    private static MockEnvironment provider(String name) {
        return new MockEnvironment().withProperty("CAPTCHA_PROVIDER", name);
    }
}
