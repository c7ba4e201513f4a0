package com.shemamusic.auth.session;

import com.shemamusic.auth.admin.AdminResponse;
import com.shemamusic.auth.admin.Admins;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.AdminOnly;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An admin's own sessions. Which one the bearer belongs to, and until when it is good, the gateway says in headers. */
@RestController
@AdminOnly
class SessionController {

    record VerifyResponse(
            boolean valid,
            UUID adminId,
            String role,
            @Nullable Instant expiresAt) {}

    record SessionResponse(
            UUID id, String device, String address, Instant createdAt, Instant lastUsedAt, boolean current) {}

    private static final String SESSION = "X-Session-Id";
    private static final String EXPIRES = "X-Token-Expires-At";
    // An ID token of the provider is good for at most an hour.
    private static final Duration ID_TOKEN_LIFETIME = Duration.ofHours(1);
    private static final int LONGEST_SESSION = 100;
    private final Sessions sessions;
    private final Revocations revocations;
    private final Admins admins;

    SessionController(Sessions sessions, Revocations revocations, Admins admins) {
        this.sessions = sessions;
        this.revocations = revocations;
        this.admins = admins;
    }

    @GetMapping("/api/auth/me")
    @Refuses({"403 AUTH_NOT_ADMIN", "403 AUTH_ACCOUNT_DISABLED"})
    AdminResponse me(Actor actor) {
        return AdminResponse.of(Admins.active(admins.byId(idOf(actor))));
    }

    @GetMapping("/api/auth/verify")
    VerifyResponse verify(Actor actor, @RequestHeader(name = EXPIRES, required = false) @Nullable String expires) {
        return new VerifyResponse(true, idOf(actor), actor.role(), instant(expires));
    }

    @PostMapping("/api/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(Actor actor, @RequestHeader(name = SESSION, required = false) @Nullable String session) {
        if (session == null || session.isBlank() || session.length() > LONGEST_SESSION) {
            return;
        }
        UUID id = uuid(session);
        if (id == null) {
            revocations.revoke(idOf(actor), session, ID_TOKEN_LIFETIME);
        } else {
            sessions.end(idOf(actor), id);
        }
    }

    @GetMapping("/api/auth/sessions")
    Page<SessionResponse> all(
            Actor actor, @RequestHeader(name = SESSION, required = false) @Nullable String current, Paging paging) {
        List<SessionResponse> own = sessions.all(idOf(actor)).stream()
                .map(session -> new SessionResponse(
                        session.id(),
                        session.device(),
                        session.address(),
                        session.createdAt(),
                        session.lastUsedAt(),
                        session.id().toString().equals(current)))
                .toList();
        return Page.of(own, paging);
    }

    @DeleteMapping("/api/auth/sessions/{id}")
    @Refuses("404 SESSION_NOT_FOUND")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Actor actor, @PathVariable UUID id) {
        UUID admin = idOf(actor);
        if (sessions.all(admin).stream().noneMatch(session -> session.id().equals(id))) {
            throw ApiException.notFound("SESSION_NOT_FOUND");
        }
        sessions.end(admin, id);
    }

    private static UUID idOf(Actor actor) {
        UUID id = actor.id() == null ? null : uuid(actor.id());
        if (id == null) {
            throw ApiException.unauthorized("AUTH_TOKEN_INVALID");
        }
        return id;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException otherKind) {
            return null;
        }
    }

    private static @Nullable Instant instant(@Nullable String epochSeconds) {
        return epochSeconds == null || !epochSeconds.matches("\\d{1,11}")
                ? null
                : Instant.ofEpochSecond(Long.parseLong(epochSeconds));
    }
}
