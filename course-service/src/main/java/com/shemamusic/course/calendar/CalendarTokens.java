package com.shemamusic.course.calendar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Signs the ids of calendar links, so that a link cannot be guessed. While two service secrets are active, links made under
 * either are believed; once the older one is gone, links made under it must be made anew.
 */
@Component
class CalendarTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "calendar-link:";
    private static final int ID_BYTES = 16;
    private static final int SIGNATURE_BYTES = 16;
    private final List<byte[]> secrets;

    CalendarTokens(@Value("${shema.jwt-secret}") String secrets) {
        this.secrets = Arrays.stream(secrets.split(","))
                .map(secret -> secret.trim().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    String sign(UUID id) {
        ByteBuffer token = ByteBuffer.allocate(ID_BYTES + SIGNATURE_BYTES);
        token.put(bytes(id)).put(signature(secrets.getFirst(), id));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** The id in a token, if one of the secrets signed it. */
    Optional<UUID> verify(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        if (bytes.length != ID_BYTES + SIGNATURE_BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        byte[] signature = Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
        return secrets.stream().anyMatch(secret -> MessageDigest.isEqual(signature, signature(secret, id)))
                ? Optional.of(id)
                : Optional.empty();
    }

    private static byte[] signature(byte[] secret, UUID id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(PURPOSE.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(bytes(id)), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
