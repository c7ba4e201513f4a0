package com.shemamusic.auth.secret;

import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys of this service. Access tokens are signed with the secret itself, which the gateway knows too; everything
 * else with a key derived from it, so that one kind of token is never good for another. The first secret signs, each
 * of them is believed, so that a secret can be replaced without downtime.
 */
@Component
public class DerivedKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private final List<SecretKey> secrets;

    DerivedKeys(@Value("${shema.auth.jwt-secret}") String secrets) {
        this.secrets = Arrays.stream(secrets.split(","))
                .map(String::trim)
                .filter(secret -> !secret.isEmpty())
                .map(secret -> Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** What signs access tokens. */
    public SecretKey accessTokens() {
        return secrets.getFirst();
    }

    /** The keys of one purpose; the first signs. */
    public List<SecretKey> of(String purpose) {
        return secrets.stream().map(secret -> derive(secret, purpose)).toList();
    }

    /** The code of a message under a key of 256 bits. */
    public static byte[] mac(SecretKey key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SecretKey derive(SecretKey secret, String purpose) {
        return new SecretKeySpec(mac(secret, purpose.getBytes(StandardCharsets.UTF_8)), ALGORITHM);
    }
}
