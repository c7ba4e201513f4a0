package com.shemamusic.chat.message;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.SelfChecking;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A message to send; the sender makes the id and keeps the message until it is acknowledged. */
public record SendMessageRequest(
        @NotBlank @Size(max = 128) String clientMessageId,

        @NotBlank @Schema(maxLength = SendMessageRequest.LONGEST)
        String message)
        implements SelfChecking {

    static final int LONGEST = 4_000;

    /** Half of a surrogate pair is no character and cannot be stored. */
    @Override
    public void check(FieldErrors errors) {
        errors.addIf(isBroken(clientMessageId), "client_message_id", "INVALID");
        errors.addIf(isBroken(message), "message", "INVALID");
        // Characters as people and the database count them, not UTF-16 units.
        errors.addIf(message != null && message.codePointCount(0, message.length()) > LONGEST, "message", "TOO_LONG");
    }

    private static boolean isBroken(String text) {
        return text != null
                && text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
