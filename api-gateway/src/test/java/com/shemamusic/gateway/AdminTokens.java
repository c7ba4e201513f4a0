package com.shemamusic.gateway;

import com.shemamusic.test.TestSecrets;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Access tokens as auth-service makes them, and broken ones, independently of the code that is tested. */
final class AdminTokens {

    static final String ADMIN_ID = "01930000-0000-7000-8000-00000000ad01";

    private AdminTokens() {}

    /** Good, of a session of its own. */
    static String good() {
        return good(UUID.randomUUID().toString());
    }

    static String good(String session) {
        return signed(token(session, Duration.ofMinutes(15)), TestSecrets.JWT_SECRET);
    }

    static String expired() {
        return signed(token("s", Duration.ofSeconds(-1)), TestSecrets.JWT_SECRET);
    }

    static String wrongSecret() {
        return signed(token("s", Duration.ofMinutes(15)), "another-secret-0123456789abcdef-0123456789");
    }

    static String unsigned() {
        return token("s", Duration.ofMinutes(15)).compact();
    }

    static String wrongIssuer() {
        return signed(token("s", Duration.ofMinutes(15)).issuer("somebody"), TestSecrets.JWT_SECRET);
    }

    static String wrongRole() {
        return signed(token("s", Duration.ofMinutes(15)).claim("role", "student"), TestSecrets.JWT_SECRET);
    }

    static String withoutSession() {
        return signed(token("s", Duration.ofMinutes(15)).claim("sid", null), TestSecrets.JWT_SECRET);
    }

    /** A raw identity token; only auth-service could tell whether it is good. */
    static String identity() {
        return signed(
                Jwts.builder()
                        .issuer("https://securetoken.google.com/shema")
                        .audience()
                        .add("shema")
                        .and()
                        .subject(UUID.randomUUID().toString()),
                "secret-of-the-identity-provider-0123456789");
    }

    private static JwtBuilder token(String session, Duration lifetime) {
        Instant now = Instant.now();
        return Jwts.builder()
                .issuer("auth-service")
                .audience()
                .add("shema-admin")
                .and()
                .subject(ADMIN_ID)
                .claim("name", "Ibu Admin")
                .claim("role", "admin")
                .claim("sid", session)
                .issuedAt(Date.from(now.minusSeconds(60)))
                .expiration(Date.from(now.plus(lifetime)));
    }

    private static String signed(JwtBuilder token, String secret) {
        return token.signWith(Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS256)
                .compact();
    }
}
