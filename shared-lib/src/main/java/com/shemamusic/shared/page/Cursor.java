package com.shemamusic.shared.page;

import com.shemamusic.shared.error.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** The place after one row of a sorted list, and what the first page already counted, so that no page counts again. */
record Cursor(String sort, String key, UUID id, int page, long total, boolean capped) {

    private static final String SEPARATOR = "\u001f";

    String encode() {
        String plain = String.join(SEPARATOR, sort, key, id.toString(), "" + page, "" + total, capped ? "1" : "0");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor decode(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split(SEPARATOR, -1);
            if (parts.length == 6 && plain.indexOf('\0') < 0) {
                return new Cursor(
                        parts[0],
                        parts[1],
                        UUID.fromString(parts[2]),
                        Integer.parseInt(parts[3]),
                        Long.parseLong(parts[4]),
                        "1".equals(parts[5]));
            }
        } catch (IllegalArgumentException unreadable) {
            throw FieldErrors.of("cursor", "INVALID");
        }
        throw FieldErrors.of("cursor", "INVALID");
    }
}
