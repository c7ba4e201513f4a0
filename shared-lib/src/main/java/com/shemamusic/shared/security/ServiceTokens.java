package com.shemamusic.shared.security;

import com.shemamusic.shared.error.ApiException;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the tokens with which services call each other: HS256, five minutes, one audience, scope
 * {@code internal}, the acting user as a claim that is believed from the gateway only ({@code spec/operations.md}).
 */
public final class ServiceTokens {

    /** How long a token is good for. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private record Own(String token, Instant renewAt) {}

    private record Believed(Caller caller, Instant until) {}

    private static final long SKEW_SECONDS = 30;
    private static final Duration OWN_KEPT = Duration.ofMinutes(1);
    private static final int MOST_BELIEVED = 2_000;
    private final Map<String, Own> own = new ConcurrentHashMap<>();
    private final Map<String, Believed> believed = new ConcurrentHashMap<>();
    private final String self;
    private final SecretKey signingKey;
    private final List<JwtParser> parsers;
    private final Clock clock;

    /** Signs with the first secret and accepts each of them, so that a secret can be replaced without downtime. */
    public ServiceTokens(String self, String secrets, Clock clock) {
        this.self = self;
        this.clock = clock;
        List<SecretKey> keys = Arrays.stream(secrets.split(","))
                .map(String::trim)
                .filter(secret -> !secret.isEmpty())
                .map(secret -> Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8)))
                .toList();
        this.signingKey = keys.getFirst();
        this.parsers = keys.stream().map(this::parser).toList();
    }

    /** The name of this service, under which it signs and which tokens for it must name. */
    public String self() {
        return self;
    }

    /** A token for one callee, on behalf of the actor; services other than the gateway pass no actor. */
    public String mint(String audience, @Nullable Actor actor) {
        Instant now = clock.instant();
        var token = Jwts.builder()
                .issuer(self)
                .claim("service", self)
                .claim("scope", "internal")
                .audience()
                .add(audience)
                .and()
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIFETIME)));
        if (actor != null) {
            token.claim("actor", claim(actor));
        }
        return token.signWith(signingKey, Jwts.SIG.HS256).compact();
    }

    /** A token for one callee with no actor in it, the same for a minute: a call costs less than signing for it. */
    public String own(String audience) {
        Instant now = clock.instant();
        Own kept = own.get(audience);
        if (kept == null || !now.isBefore(kept.renewAt)) {
            kept = new Own(mint(audience, null), now.plus(OWN_KEPT));
            own.put(audience, kept);
        }
        return kept.token;
    }

    /**
     * Who calls with this token. One that was right stays right until it ends, so it is looked at once.
     *
     * @throws ApiException 401 {@code AUTH_TOKEN_INVALID} or {@code AUTH_TOKEN_EXPIRED}; 403 for another scope
     */
    public Caller verify(String token) {
        Believed known = believed.get(token);
        if (known != null && clock.instant().isBefore(known.until)) {
            return known.caller;
        }
        Claims claims = parse(token);
        String service = claims.getIssuer();
        if (service == null
                || !service.equals(claims.get("service"))
                || claims.getAudience() == null
                || !claims.getAudience().contains(self)) {
            throw ApiException.unauthorized("AUTH_TOKEN_INVALID");
        }
        if (!"internal".equals(claims.get("scope"))) {
            throw ApiException.forbidden("AUTH_FORBIDDEN");
        }
        Actor actor = Caller.GATEWAY.equals(service) ? actor(claims) : Actor.ANONYMOUS;
        Caller caller = new Caller(service, actor);
        if (claims.getExpiration() != null) {
            remember(token, new Believed(caller, claims.getExpiration().toInstant()));
        }
        return caller;
    }

    private void remember(String token, Believed caller) {
        if (believed.size() >= MOST_BELIEVED) {
            believed.clear();
        }
        believed.put(token, caller);
    }

    private Claims parse(String token) {
        for (JwtParser parser : parsers) {
            try {
                return parser.parseSignedClaims(token).getPayload();
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

    private JwtParser parser(SecretKey key) {
        return Jwts.parser()
                .verifyWith(key)
                .sig()
                .clear()
                .add(Jwts.SIG.HS256)
                .and()
                .clockSkewSeconds(SKEW_SECONDS)
                .clock(() -> Date.from(clock.instant()))
                .build();
    }

    private static Map<String, Object> claim(Actor actor) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("role", actor.role());
        if (actor.id() != null) {
            claim.put("id", actor.id());
        }
        if (actor.name() != null) {
            claim.put("name", actor.name());
        }
        return claim;
    }

    private static Actor actor(Claims claims) {
        if (claims.get("actor") instanceof Map<?, ?> claim && claim.get("role") instanceof String role) {
            return new Actor((String) claim.get("id"), (String) claim.get("name"), role);
        }
        return Actor.ANONYMOUS;
    }
}
