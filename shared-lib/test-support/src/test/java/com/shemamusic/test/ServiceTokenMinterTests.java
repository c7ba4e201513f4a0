package com.shemamusic.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.Keys;
import io.jsonwebtoken.security.SignatureException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceTokenMinterTests {

    @Test
    void theGatewaySpeaksForAnAdmin() {
        Claims claims = parse(ServiceTokenMinter.gatewayAsAdmin("course-service"));

        assertThat(claims.getIssuer()).isEqualTo("api-gateway");
        assertThat(claims.get("service")).isEqualTo("api-gateway");
        assertThat(claims.get("scope")).isEqualTo("internal");
        assertThat(claims.getAudience()).containsExactly("course-service");
        assertThat(claims.get("actor"))
                .isEqualTo(Map.of(
                        "id",
                        ServiceTokenMinter.ADMIN_ID.toString(),
                        "name",
                        ServiceTokenMinter.ADMIN_NAME,
                        "role",
                        "admin"));
    }

    @Test
    void aServiceSpeaksForNobody() {
        assertThat(parse(ServiceTokenMinter.service("user-service", "course-service")))
                .containsEntry("service", "user-service")
                .doesNotContainKey("actor");
    }

    @Test
    void theBrokenOnesAreBroken() {
        assertThatThrownBy(() -> parse(ServiceTokenMinter.expired("a", "b"))).isInstanceOf(ExpiredJwtException.class);
        assertThatThrownBy(() -> parse(ServiceTokenMinter.wrongSecret("a", "b")))
                .isInstanceOf(SignatureException.class);
        assertThatThrownBy(() -> parse(ServiceTokenMinter.unsigned("a", "b")))
                .isInstanceOf(UnsupportedJwtException.class);
        assertThat(parse(ServiceTokenMinter.wrongScope("a", "b")).get("scope")).isNotEqualTo("internal");
        assertThat(parse(ServiceTokenMinter.wrongAudience("a")).getAudience()).containsExactly("another-service");
    }

    private static Claims parse(String token) {
        return Jwts.parser()
                .verifyWith(Keys.hmacShaKeyFor(TestSecrets.SERVICE_JWT_SECRET.getBytes(StandardCharsets.UTF_8)))
                .build()
                .parseSignedClaims(token)
                .getPayload();
    }
}
