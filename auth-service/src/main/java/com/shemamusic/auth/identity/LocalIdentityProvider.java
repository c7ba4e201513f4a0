package com.shemamusic.auth.identity;

import com.shemamusic.auth.secret.DerivedKeys;
import com.shemamusic.shared.error.ApiException;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.SecretKey;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Stands in for Firebase on a developer's machine: every address is an identity, and all share one password. */
@Component
@ConditionalOnProperty(name = "shema.auth.identity.provider", havingValue = "local")
class LocalIdentityProvider implements IdentityProvider {

    private static final String AUDIENCE = "shema-local-identity";
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int UID_CHARACTERS = 32;
    private final List<SecretKey> keys;
    private final String password;
    private final Clock clock;

    LocalIdentityProvider(DerivedKeys keys, IdentityProperties properties, Clock clock) {
        if (properties.localPassword().isBlank()) {
            throw new IllegalStateException("The local identity provider runs in profile local or test only");
        }
        this.keys = keys.of(AUDIENCE);
        this.password = properties.localPassword();
        this.clock = clock;
    }

    /** An id token, as the client package of Firebase would get one. */
    String signIn(String email, String given) {
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8))) {
            throw ApiException.unauthorized("AUTH_CREDENTIALS_INVALID");
        }
        Instant now = clock.instant();
        return Jwts.builder()
                .issuer(AUDIENCE)
                .audience()
                .add(AUDIENCE)
                .and()
                .subject(uid(email))
                .claim("email", folded(email))
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIFETIME)))
                .signWith(keys.getFirst(), Jwts.SIG.HS256)
                .compact();
    }

    @Override
    public Identity verify(String idToken) {
        Claims claims = parse(idToken);
        return new Identity(
                claims.getSubject(),
                claims.get("email", String.class),
                true,
                null,
                claims.getExpiration().toInstant());
    }

    @Override
    public Standing standing(String uid) {
        return Standing.GOOD;
    }

    @Override
    public Standing standingByEmail(String email) {
        return Standing.GOOD;
    }

    @Override
    public String findOrCreate(String email, String fullName) {
        return uid(email);
    }

    @Override
    public void sendPasswordReset(String email, String language) {
        // There is one password for all, and it cannot be reset.
    }

    /** The same address always has the same uid, on every machine. */
    static String uid(String email) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(folded(email).getBytes(StandardCharsets.UTF_8));
            return "local-" + HexFormat.of().formatHex(hash).substring(0, UID_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String folded(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private Claims parse(String token) {
        for (SecretKey key : keys) {
            try {
                return Jwts.parser()
                        .verifyWith(key)
                        .sig()
                        .clear()
                        .add(Jwts.SIG.HS256)
                        .and()
                        .requireAudience(AUDIENCE)
                        .clock(() -> Date.from(clock.instant()))
                        .build()
                        .parseSignedClaims(token)
                        .getPayload();
            } catch (ExpiredJwtException expired) {
                throw ApiException.unauthorized("AUTH_TOKEN_EXPIRED");
            } catch (SignatureException otherKey) {
                continue;
            } catch (JwtException | IllegalArgumentException unreadable) {
                throw ApiException.unauthorized("AUTH_TOKEN_INVALID");
            }
        }
        throw ApiException.unauthorized("AUTH_TOKEN_INVALID");
    }
}
