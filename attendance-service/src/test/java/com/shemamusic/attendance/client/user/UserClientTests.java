package com.shemamusic.attendance.client.user;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.PeerUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is asked how often, and what is shown when nobody answers. */
class UserClientTests {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private final UUID ani = UUID.randomUUID();
    private UserClient users;

    @BeforeEach
    void fresh() {
        Neighbours.reset();
        users = new UserClient(Neighbours.peers());
    }

    private static int asked() {
        return Neighbours.server()
                .findAll(getRequestedFor(urlPathEqualTo("/internal/users")))
                .size();
    }

    private static void refuse(int status) {
        Neighbours.server().stubFor(any(anyUrl()).willReturn(jsonResponse("{\"code\": \"NO\"}", status)));
    }

    @Test
    void asksForManyInFewCalls() {
        Neighbours.people(Neighbours.student(ani, "Ani"));
        assertThat(users.find(Stream.generate(UUID::randomUUID).limit(400).toList()))
                .containsOnlyKeys(ani);
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void tellsARefusalFromAnOutage() {
        assertThat(users.find(List.of(ani))).isEmpty();
        refuse(403);
        assertThatThrownBy(() -> users.find(List.of(ani))).isInstanceOf(PeerRejectedException.class);
        refuse(500);
        assertThatThrownBy(() -> users.find(List.of(ani))).isInstanceOf(PeerUnavailableException.class);
    }

    @Test
    void remembersNoNameThatIsForgottenWhileItIsAskedFor() {
        Neighbours.people(Neighbours.student(ani, "Ani"));
        StudentNames names = new StudentNames(users, Clock.fixed(NOON, ZoneOffset.UTC));
        Neighbours.server().addMockServiceRequestListener((request, answer) -> {
            if (request.getUrl().contains(ani.toString())) {
                names.forget(ani);
            }
        });
        assertThat(names.of(List.of(ani))).containsEntry(ani, "Ani");
        refuse(500);
        assertThat(names.of(List.of(ani))).isEmpty();
    }

    @Test
    void remembersNamesForAMinuteAndSomeHoursWhileNobodyAnswers() {
        Neighbours.people(Neighbours.student(ani, "Ani"));
        Clock[] clock = {Clock.fixed(NOON, ZoneOffset.UTC)};
        StudentNames names = new StudentNames(users, new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return clock[0].instant();
            }
        });
        assertThat(names.of(List.of(ani))).containsEntry(ani, "Ani");
        assertThat(names.of(List.of(ani, ani))).containsEntry(ani, "Ani");
        assertThat(asked()).isEqualTo(1);
        clock[0] = Clock.offset(clock[0], Duration.ofMinutes(2));
        refuse(500);
        assertThat(names.of(List.of(ani))).containsEntry(ani, "Ani");
        clock[0] = Clock.offset(clock[0], Duration.ofHours(6));
        assertThat(names.of(List.of(ani))).isEmpty();
    }
}
