package com.shemamusic.auth.client.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.shemamusic.auth.UserServiceStub;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.client.Peers;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.ValidationFailedException;
import com.shemamusic.shared.security.ServiceTokens;
import com.shemamusic.test.TestSecrets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserClientTests {

    private final UserClient users = new UserClient(new Peers(
            Map.of("user-service", UserServiceStub.url()),
            new ServiceTokens("auth-service", TestSecrets.SERVICE_JWT_SECRET, Clock.systemUTC()),
            new ObjectMapper()
                    .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)));

    @BeforeEach
    void forget() {
        UserServiceStub.reset();
    }

    @Test
    void aKnownAdminIsFoundByUidIdAndAddress() {
        UUID id = UUID.randomUUID();
        UserServiceStub.admin(id, "u/1", "a+b@shema.test", "active");
        UserServiceStub.admin(id, "u", "a+b@shema.test", "active");

        assertThat(users.byUid("u")).map(AdminProfile::id).hasValue(id);
        assertThat(users.byId(id)).map(AdminProfile::email).hasValue("a+b@shema.test");
        assertThat(users.isAdmin("a+b@shema.test")).isTrue();
    }

    @Test
    void anUnknownOneIsEmpty() {
        assertThat(users.byUid("u")).isEmpty();
        assertThat(users.byId(UUID.randomUUID())).isEmpty();
        assertThat(users.isAdmin("x@shema.test")).isFalse();
    }

    @Test
    void aRefusalIsNoOutage() {
        refuse(409, "{\"code\": \"AUTH_ADMIN_EXISTS\", \"details\": {}}");
        assertThatThrownBy(() -> users.create("x@shema.test", "X", "u"))
                .isInstanceOf(ApiException.class)
                .hasMessage("AUTH_ADMIN_EXISTS");
        refuse(
                400,
                "{\"code\": \"VALIDATION_FAILED\", \"details\": {\"fields\": [{\"field\": \"email\", \"code\": \"INVALID\"}]}}");
        assertThatThrownBy(() -> users.create("x@shema.test", "X", "u")).isInstanceOf(ValidationFailedException.class);
        refuse(403, "{\"code\": \"AUTH_FORBIDDEN\", \"details\": {}}");
        assertThatThrownBy(() -> users.create("x@shema.test", "X", "u")).isInstanceOf(PeerRejectedException.class);
        assertThatThrownBy(() -> users.byUid("u")).isInstanceOf(PeerRejectedException.class);
    }

    @Test
    void aFailureOrASilenceIsAnOutage() {
        UserServiceStub.fail(500);
        assertThatThrownBy(() -> users.create("x@shema.test", "X", "u"))
                .isInstanceOf(PeerUnavailableException.class)
                .hasMessage("SERVICE_UNAVAILABLE");
        UserServiceStub.server().resetAll();
        UserServiceStub.server()
                .stubFor(
                        WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok().withFixedDelay(7000)));
        assertThatThrownBy(() -> users.create("x@shema.test", "X", "u"))
                .isInstanceOf(PeerUnavailableException.class)
                .hasMessage("SERVICE_TIMEOUT");
    }

    private static void refuse(int status, String body) {
        UserServiceStub.server().resetAll();
        UserServiceStub.server()
                .stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.jsonResponse(body, status)));
    }
}
