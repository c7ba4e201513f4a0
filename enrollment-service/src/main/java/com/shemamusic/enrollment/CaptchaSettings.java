package com.shemamusic.enrollment;

import com.shemamusic.shared.settings.Setting;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** What may be wrong with the captcha's secret: absent, or one of the published dummies that let everybody through. */
final class CaptchaSettings {

    private static final Pattern DUMMY = Pattern.compile("[123]x0+AA|6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe");

    private CaptchaSettings() {}

    static @Nullable String secretProblem(Environment env) {
        if ("local".equals(env.getProperty("CAPTCHA_PROVIDER"))) {
            return null;
        }
        String secret = env.getProperty("CAPTCHA_SECRET");
        if (secret == null || secret.isBlank()) {
            return "CAPTCHA_SECRET is missing: set it to the provider's secret";
        }
        return DUMMY.matcher(secret).matches() && !Setting.isLocal(env)
                ? "CAPTCHA_SECRET is a published test secret: set your own"
                : null;
    }
}
