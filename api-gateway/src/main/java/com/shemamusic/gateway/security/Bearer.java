package com.shemamusic.gateway.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Finds the bearer token of a request: in {@code Authorization}, or on a socket in a subprotocol. */
final class Bearer {

    /** What was found. {@code token} is empty when something was sent that cannot be a token. */
    record Found(String token) {}

    private static final String SCHEME = "bearer ";
    private static final String SUBPROTOCOL = "bearer.";
    private static final int LONGEST = 8_192;

    private Bearer() {}

    /** The one token that was sent, or null when none was. */
    static @Nullable Found in(HttpHeaders headers) {
        List<String> sent = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (!sent.isEmpty()) {
            String value = sent.getFirst();
            boolean fits = sent.size() == 1
                    && value.length() < LONGEST
                    && value.toLowerCase(Locale.ROOT).startsWith(SCHEME);
            return new Found(fits ? value.substring(SCHEME.length()).trim() : "");
        }
        if (headers.getUpgrade() == null) {
            return null;
        }
        for (String value : headers.getOrEmpty("Sec-WebSocket-Protocol")) {
            for (String protocol : value.split(",")) {
                if (protocol.trim().startsWith(SUBPROTOCOL)) {
                    return new Found(protocol.trim().substring(SUBPROTOCOL.length()));
                }
            }
        }
        return null;
    }

    /** A part of a token as text, not believed yet; empty when it cannot be read. */
    static String peek(String token, int part) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(parts[part]), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
