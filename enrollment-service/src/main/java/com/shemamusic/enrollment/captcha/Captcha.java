package com.shemamusic.enrollment.captcha;

/** Tells people from programs. It fails closed: no answer of the provider is a refusal. */
public interface Captcha {

    /**
     * Lets a person pass.
     *
     * @param action what the widget was shown for
     * @param attempt the same for every try of the same request, so that a token may be checked twice for it
     * @throws com.shemamusic.shared.error.ApiException 400 {@code CAPTCHA_FAILED}, 503 {@code CAPTCHA_UNAVAILABLE}
     */
    void check(String token, String action, String attempt);
}
