package com.shemamusic.test;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** Makes the tokens services show each other, good ones and broken ones, independently of the code that is tested. */
public final class ServiceTokenMinter {

    /** The admin in whose name {@link #gatewayAsAdmin(String)} speaks. */
    public static final UUID ADMIN_ID = UUID.fromString("01930000-0000-7000-8000-00000000ad01");

    /** The name of that admin. */
    public static final String ADMIN_NAME = "Test Admin";

    private static final String GATEWAY = "api-gateway";
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private ServiceTokenMinter() {}

    /** The gateway calling a service for a signed-in admin. */
    public static String gatewayAsAdmin(String callee) {
        return gatewayAsAdmin(callee, ADMIN_ID, ADMIN_NAME);
    }

    /** The gateway calling a service for a certain admin. */
    public static String gatewayAsAdmin(String callee, UUID id, String name) {
        return signed(token(GATEWAY, callee, "internal", LIFETIME)
                .claim("actor", Map.of("id", id.toString(), "name", name, "role", "admin")));
    }

    /** The gateway calling a service for a visitor. */
    public static String gatewayAnonymous(String callee) {
        return signed(token(GATEWAY, callee, "internal", LIFETIME).claim("actor", Map.of("role", "anonymous")));
    }

    /** A service calling another one in its own name. */
    public static String service(String caller, String callee) {
        return signed(token(caller, callee, "internal", LIFETIME));
    }

    /** A service other than the gateway that claims to act for an admin, which only the gateway may. */
    public static String serviceClaimingAdmin(String caller, String callee) {
        return signed(token(caller, callee, "internal", LIFETIME)
                .claim("actor", Map.of("id", ADMIN_ID.toString(), "name", ADMIN_NAME, "role", "admin")));
    }

    /** Good once, an hour ago. */
    public static String expired(String caller, String callee) {
        return signed(token(caller, callee, "internal", Duration.ofHours(-1)));
    }

    /** Signed by someone who does not know the secret. */
    public static String wrongSecret(String caller, String callee) {
        return token(caller, callee, "internal", LIFETIME)
                .signWith(
                        Keys.hmacShaKeyFor(
                                "another-secret-0123456789abcdef-0123456789".getBytes(StandardCharsets.UTF_8)),
                        Jwts.SIG.HS256)
                .compact();
    }

    /** Made for another service than the one it is shown to. */
    public static String wrongAudience(String caller) {
        return signed(token(caller, "another-service", "internal", LIFETIME));
    }

    /** Signed rightly, but not for calls between services. */
    public static String wrongScope(String caller, String callee) {
        return signed(token(caller, callee, "public", LIFETIME));
    }

    /** Not signed at all ({@code alg: none}). */
    public static String unsigned(String caller, String callee) {
        return token(caller, callee, "internal", LIFETIME).compact();
    }

    private static JwtBuilder token(String caller, String callee, String scope, Duration lifetime) {
        Instant now = Instant.now();
        return Jwts.builder()
                .issuer(caller)
                .claim("service", caller)
                .claim("scope", scope)
                .audience()
                .add(callee)
                .and()
                .issuedAt(Date.from(lifetime.isNegative() ? now.plus(lifetime.multipliedBy(2)) : now))
                .expiration(Date.from(now.plus(lifetime)));
    }

    private static String signed(JwtBuilder token) {
        return token.signWith(
                        Keys.hmacShaKeyFor(TestSecrets.SERVICE_JWT_SECRET.getBytes(StandardCharsets.UTF_8)),
                        Jwts.SIG.HS256)
                .compact();
    }
}
