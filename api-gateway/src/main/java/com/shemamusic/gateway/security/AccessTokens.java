package com.shemamusic.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.security.Actor;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import io.jsonwebtoken.security.SignatureException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/** The access tokens auth-service gives to admins, checked here by signature, issuer, audience and time, without asking it. */
@Component
final class AccessTokens {

    static final String ISSUER = "auth-service";
    static final String AUDIENCE = "shema-admin";
    private static final int MOST = 2_000;

    // A signature that was right once is right again; only the time has to be looked at each time.
    private final Cache<String, Admin> believed = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(MOST)
            .build();
    private final List<JwtParser> parsers;
    private final Clock clock;

    AccessTokens(SecurityProperties properties, Clock clock) {
        this.clock = clock;
        this.parsers = Arrays.stream(properties.accessTokenSecret().split(","))
                .map(String::trim)
                .filter(secret -> !secret.isEmpty())
                .map(secret -> parser(Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }

    boolean isKnown(String token) {
        return believed.getIfPresent(token) != null;
    }

    /**
     * Who shows this token.
     *
     * @throws ApiException 401 {@code AUTH_TOKEN_INVALID} or {@code AUTH_TOKEN_EXPIRED}
     */
    Admin verify(String token) {
        Admin known = believed.getIfPresent(token);
        if (known == null) {
            known = parse(token);
            believed.put(token, known);
        }
        if (!known.expiresAt().isAfter(clock.instant())) {
            throw ApiException.unauthorized("AUTH_TOKEN_EXPIRED");
        }
        return known;
    }

    private Admin parse(String token) {
        for (JwtParser parser : parsers) {
            try {
                return admin(parser.parseSignedClaims(token).getPayload());
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

    private static Admin admin(Claims claims) {
        String id = claims.getSubject();
        Date expires = claims.getExpiration();
        if (id == null
                || expires == null
                || !(claims.get("sid") instanceof String session)
                || !"admin".equals(claims.get("role"))) {
            throw ApiException.unauthorized("AUTH_TOKEN_INVALID");
        }
        String name = claims.get("name") instanceof String text ? text : "";
        return new Admin(Actor.admin(id, name), session, expires.toInstant());
    }

    private JwtParser parser(SecretKey key) {
        return Jwts.parser()
                .verifyWith(key)
                .requireIssuer(ISSUER)
                .requireAudience(AUDIENCE)
                .sig()
                .clear()
                .add(Jwts.SIG.HS256)
                .and()
                .clock(() -> Date.from(clock.instant()))
                .build();
    }
}
