package com.shemamusic.chat.session;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.security.Actor;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may look into a session: every admin, and the guest whose token it was given. */
@Component
public class SessionAccess {

    /** The header in which a guest shows the token. */
    public static final String HEADER = "X-Chat-Session";

    private final SessionRepository sessions;

    SessionAccess(SessionRepository sessions) {
        this.sessions = sessions;
    }

    /**
     * Who asks about this session.
     *
     * @throws ApiException 401 {@code AUTH_REQUIRED} without, {@code AUTH_TOKEN_INVALID} with an unknown or expired token, 403
     *     {@code CHAT_FORBIDDEN} for another's session whether or not it exists
     */
    public Participant check(UUID session, Actor actor, @Nullable String token) {
        Optional<Participant> admin = admin(actor);
        if (admin.isPresent()) {
            return admin.get();
        }
        if (token == null || token.isBlank()) {
            throw ApiException.unauthorized("AUTH_REQUIRED");
        }
        UUID own = sessionOf(token).orElseThrow(() -> ApiException.unauthorized("AUTH_TOKEN_INVALID"));
        if (!own.equals(session)) {
            throw ApiException.forbidden("CHAT_FORBIDDEN");
        }
        return Participant.GUEST;
    }

    /** The session a token opens, as long as it is valid: 24 hours after the last activity, 7 days in all. */
    public Optional<UUID> sessionOf(String token) {
        return sessions.findByToken(GuestTokens.hash(token));
    }

    /** The admin who acts, if one does. */
    public static Optional<Participant> admin(Actor actor) {
        String id = actor.id();
        if (!actor.isAdmin() || id == null) {
            return Optional.empty();
        }
        String name = actor.name();
        return Optional.of(Participant.admin(UUID.fromString(id), name == null || name.isBlank() ? "Admin" : name));
    }
}
