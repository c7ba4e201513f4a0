package com.shemamusic.auth.session;

import com.shemamusic.auth.admin.Admins;
import com.shemamusic.auth.client.user.AdminProfile;
import com.shemamusic.auth.identity.IdentityProvider;
import com.shemamusic.auth.identity.Standing;
import com.shemamusic.shared.error.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * Whether a session that was opened still stands: not signed out, its admin not removed, its identity neither disabled
 * nor revoked. The last two are known from at most 30 s ago, so that with what the gateway keeps a minute is not passed.
 */
@Service
class SessionCheck {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST_UIDS = 10_000;
    private final Revocations revocations;
    private final SessionRepository sessions;
    private final Admins admins;
    private final IdentityProvider identities;
    private final LastKnown<UUID, Optional<AdminProfile>> profiles = new LastKnown<>(FRESH, System::nanoTime);
    private final LastKnown<UUID, Standing> standings = new LastKnown<>(FRESH, System::nanoTime);
    private final Map<UUID, String> uids = new ConcurrentHashMap<>();

    SessionCheck(Revocations revocations, SessionRepository sessions, Admins admins, IdentityProvider identities) {
        this.revocations = revocations;
        this.sessions = sessions;
        this.admins = admins;
        this.identities = identities;
    }

    boolean isActive(String sessionId, UUID adminId) {
        if (revocations.isRevoked(adminId, sessionId)) {
            return false;
        }
        Optional<AdminProfile> profile =
                profiles.get(adminId, () -> admins.byIdOnce(adminId)).orElse(null);
        if (profile == null) {
            // user-service has not answered yet: the token's signature and the mark above have to do.
            return true;
        }
        if (profile.filter(AdminProfile::isActive).isEmpty()) {
            return false;
        }
        Optional<Standing> standing = standings.get(adminId, () -> ask(sessionId, profile.get()));
        return standing.map(known -> known.allows(startOf(sessionId))).orElse(true);
    }

    /**
     * The active admin of a session, whose identity still stands; unlike {@link #isActive} this fails when one of the two
     * who could say no is silent.
     *
     * @throws ApiException 403 for one who is not or no longer an admin, 401 {@code AUTH_TOKEN_REVOKED}; 503
     */
    AdminProfile holder(UUID adminId, String uid, Instant since) {
        AdminProfile admin = Admins.active(profiles.fresh(adminId, () -> admins.byId(adminId)));
        if (!standings.fresh(adminId, () -> identities.standing(uid)).allows(since)) {
            throw ApiException.unauthorized("AUTH_TOKEN_REVOKED");
        }
        return admin;
    }

    /** Remembers which identity an admin signs in with. */
    void learn(UUID adminId, String uid) {
        if (uids.size() >= MOST_UIDS) {
            uids.clear();
        }
        uids.put(adminId, uid);
    }

    /** Forgets what was known about an admin, who has changed. */
    void forget(UUID adminId) {
        profiles.drop(adminId);
        standings.drop(adminId);
    }

    private Standing ask(String sessionId, AdminProfile admin) {
        String uid = uids.get(admin.id());
        if (uid == null) {
            uid = stored(sessionId, admin.id()).orElse(null);
        }
        if (uid == null) {
            return identities.standingByEmail(admin.email());
        }
        learn(admin.id(), uid);
        return identities.standing(uid);
    }

    private Optional<String> stored(String sessionId, UUID adminId) {
        try {
            return sessions.uid(adminId, UUID.fromString(sessionId));
        } catch (DataAccessException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** When a session began, which its id tells; now for ids of another kind, which are checked when they are made. */
    static Instant startOf(String sessionId) {
        try {
            UUID id = UUID.fromString(sessionId);
            return id.version() == 7 ? Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16) : Instant.now();
        } catch (IllegalArgumentException otherKind) {
            return Instant.now();
        }
    }
}
