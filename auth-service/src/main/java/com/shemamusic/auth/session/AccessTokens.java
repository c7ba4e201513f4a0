package com.shemamusic.auth.session;

import com.shemamusic.auth.client.user.AdminProfile;
import com.shemamusic.auth.secret.DerivedKeys;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes access tokens; the gateway checks them with the same secret. */
@Component
class AccessTokens {

    private static final String ISSUER = "auth-service";
    private static final String AUDIENCE = "shema-admin";
    private final DerivedKeys keys;
    private final Duration ttl;
    private final Clock clock;

    AccessTokens(DerivedKeys keys, SessionProperties properties, Clock clock) {
        this.keys = keys;
        this.ttl = properties.accessTokenTtl();
        this.clock = clock;
    }

    Duration ttl() {
        return ttl;
    }

    String mint(AdminProfile admin, UUID sessionId) {
        Instant now = clock.instant();
        return Jwts.builder()
                .issuer(ISSUER)
                .audience()
                .add(AUDIENCE)
                .and()
                .subject(admin.id().toString())
                .claim("name", admin.fullName())
                .claim("role", admin.role())
                .claim("sid", sessionId.toString())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(ttl)))
                .signWith(keys.accessTokens(), Jwts.SIG.HS256)
                .compact();
    }
}
