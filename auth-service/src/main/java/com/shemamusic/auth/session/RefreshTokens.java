package com.shemamusic.auth.session;

import com.shemamusic.auth.secret.DerivedKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/**
 * Writes and reads refresh tokens. To a client they are opaque. Each holds 256 random bits, where to find its family,
 * its number within the family, so that one used before is known as such however long ago that was, and a code that
 * only this service can make, so that nobody can end another's session with an invented one.
 */
@Component
class RefreshTokens {

    private static final int SECRET_BYTES = 32;
    private static final int CODE_BYTES = 16;
    private static final int CONTENT_BYTES = 16 + 16 + 4 + SECRET_BYTES;
    private static final int TEXT_LENGTH = (CONTENT_BYTES + CODE_BYTES) * 4 / 3;
    private final SecureRandom random = new SecureRandom();
    private final List<SecretKey> keys;

    RefreshTokens(DerivedKeys keys) {
        this.keys = keys.of("refresh-token");
    }

    RefreshToken make(UUID adminId, UUID family, int generation) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        byte[] content = ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(adminId.getMostSignificantBits())
                .putLong(adminId.getLeastSignificantBits())
                .putLong(family.getMostSignificantBits())
                .putLong(family.getLeastSignificantBits())
                .putInt(generation)
                .put(secret)
                .array();
        byte[] all = ByteBuffer.allocate(CONTENT_BYTES + CODE_BYTES)
                .put(content)
                .put(code(keys.getFirst(), content))
                .array();
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        return new RefreshToken(adminId, family, generation, text, hash(text));
    }

    /** The token, unless it is not one of ours. */
    Optional<RefreshToken> read(String text) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(all, CONTENT_BYTES);
        byte[] code = Arrays.copyOfRange(all, CONTENT_BYTES, all.length);
        if (keys.stream().noneMatch(key -> MessageDigest.isEqual(code, code(key, content)))) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        return Optional.of(new RefreshToken(
                new UUID(buffer.getLong(), buffer.getLong()),
                new UUID(buffer.getLong(), buffer.getLong()),
                buffer.getInt(),
                text,
                hash(text)));
    }

    private static byte[] code(SecretKey key, byte[] content) {
        return Arrays.copyOf(DerivedKeys.mac(key, content), CODE_BYTES);
    }

    static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
