package com.shemamusic.suite.e2e;

import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.ServiceTokenMinter;
import com.shemamusic.test.TestSecrets;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Everybody who shows the gateway a bearer that it must not believe, and what each has to hear. */
final class Strangers {

    /** One bearer and the refusal that is due. */
    record Stranger(String name, String bearer, int status, String code) {}

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String OTHER_SECRET = "nobody-here-knows-this-0123456789abcdef0123456789";

    private Strangers() {}

    static List<Stranger> all() {
        String removed = "removed@contoh.local";
        String admin = invite(removed);
        String removedIdentity = SharedSuite.identityToken(removed);
        String removedAccess = SharedSuite.signIn(removedIdentity)
                .assertStatus(200)
                .at("/access_token")
                .asText();
        SharedSuite.admin().delete("/api/users/" + admin).assertStatus(204);
        List<Stranger> strangers = List.of(
                invalid("garbage", "garbage"),
                invalid("garbage of three parts", "aGk.aGk.aGk"),
                invalid("not signed", accessToken("shema-admin", LIFETIME).compact()),
                new Stranger(
                        "an admin's, expired",
                        signed(accessToken("shema-admin", Duration.ofMinutes(-1)), TestSecrets.JWT_SECRET),
                        401,
                        "AUTH_TOKEN_EXPIRED"),
                invalid("signed with another secret", signed(accessToken("shema-admin", LIFETIME), OTHER_SECRET)),
                invalid(
                        "signed with the services' secret",
                        signed(accessToken("shema-admin", LIFETIME), TestSecrets.SERVICE_JWT_SECRET)),
                invalid("for another audience", signed(accessToken("elsewhere", LIFETIME), TestSecrets.JWT_SECRET)),
                invalid(
                        "an admin's, of no profile",
                        signed(accessToken("shema-admin", LIFETIME), TestSecrets.JWT_SECRET)),
                invalid("the gateway's own", ServiceTokenMinter.gatewayAsAdmin("course-service")),
                invalid("a service's", ServiceTokenMinter.service("enrollment-service", "course-service")),
                invalid("a chat guest's", guestToken()),
                new Stranger(
                        "an identity that is no admin",
                        SharedSuite.identityToken("nobody@contoh.local"),
                        403,
                        "AUTH_NOT_ADMIN"),
                invalid("a removed admin's", removedAccess),
                new Stranger("a removed admin's identity", removedIdentity, 403, "AUTH_ACCOUNT_DISABLED"));
        strangers.forEach(Strangers::awaitRefusal);
        return strangers;
    }

    /** Makes someone an admin; the id. */
    static String invite(String email) {
        return SharedSuite.admin()
                .post("/api/auth/admins", """
                        {"email": "%s", "full_name": "Admin Uji"}""".formatted(email))
                .assertStatus(201)
                .at("/id")
                .asText();
    }

    // What was just true may be believed for some seconds; from then on the answer is always the same.
    private static void awaitRefusal(Stranger stranger) {
        Waiting.untilBack(
                () -> SharedSuite.visitor().as(stranger.bearer()).get("/api/auth/verify"),
                answer -> answer.status() == stranger.status());
    }

    private static String guestToken() {
        ApiResponse session = SharedSuite.visitor().post("/api/chat/sessions", "{\"guest_name\": \"Tamu\"}");
        return session.assertStatus(201).at("/session_token").asText();
    }

    private static Stranger invalid(String name, String bearer) {
        return new Stranger(name, bearer, 401, "AUTH_TOKEN_INVALID");
    }

    private static JwtBuilder accessToken(String audience, Duration lifetime) {
        Instant now = Instant.now();
        return Jwts.builder()
                .issuer("auth-service")
                .audience()
                .add(audience)
                .and()
                .subject(UUID.randomUUID().toString())
                .claim("name", "Admin Palsu")
                .claim("role", "admin")
                .claim("sid", UUID.randomUUID().toString())
                .issuedAt(Date.from(now.minus(LIFETIME)))
                .expiration(Date.from(now.plus(lifetime)));
    }

    private static String signed(JwtBuilder token, String secret) {
        return token.signWith(Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS256)
                .compact();
    }
}
