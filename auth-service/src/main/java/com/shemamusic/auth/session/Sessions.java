package com.shemamusic.auth.session;

import com.shemamusic.auth.admin.AdminResponse;
import com.shemamusic.auth.admin.Admins;
import com.shemamusic.auth.client.user.AdminProfile;
import com.shemamusic.auth.identity.Identity;
import com.shemamusic.auth.identity.IdentityProvider;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.id.Ids;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Opens, renews and ends sessions. A session is a family of refresh tokens; its id is the family's. */
@Service
class Sessions {

    private record Ending(UUID adminId, UUID sessionId) {}

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int MOST_ENDINGS = 10_000;
    private final Queue<Ending> endings = new ConcurrentLinkedQueue<>();
    private final IdentityProvider identities;
    private final Admins admins;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final SessionRepository repository;
    private final Revocations revocations;
    private final SessionCheck check;

    Sessions(
            IdentityProvider identities,
            Admins admins,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            SessionRepository repository,
            Revocations revocations,
            SessionCheck check) {
        this.identities = identities;
        this.admins = admins;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.repository = repository;
        this.revocations = revocations;
        this.check = check;
    }

    TokenResponse login(String idToken, Client client) {
        Identity identity = identities.verify(idToken);
        AdminProfile admin = admins.signingIn(identity);
        admins.signedIn(admin.id());
        check.forget(admin.id());
        check.learn(admin.id(), identity.uid());
        RefreshToken first = refreshTokens.make(admin.id(), Ids.next(), 1);
        return answer(admin, first.family(), started(first, identity.uid(), client) ? first.text() : null);
    }

    /** The next pair of tokens. Everything that may refuse or fail is asked first, so that an outage uses no token up. */
    TokenResponse refresh(String text, Client client) {
        RefreshToken used = refreshTokens.read(text).orElseThrow(Sessions::invalid);
        if (endings.contains(new Ending(used.adminId(), used.family()))) {
            throw invalid();
        }
        try {
            String uid = repository.uid(used.adminId(), used.family()).orElseThrow(Sessions::invalid);
            AdminProfile admin = check.holder(
                    used.adminId(), uid, SessionCheck.startOf(used.family().toString()));
            RefreshToken next = refreshTokens.make(used.adminId(), used.family(), used.generation() + 1);
            return switch (repository.rotate(used, next, client)) {
                case DONE -> answer(admin, used.family(), next.text());
                case UNKNOWN -> throw invalid();
                case REUSED -> throw reused(used);
                case ENDED -> throw ApiException.unauthorized("AUTH_REFRESH_REUSED");
            };
        } catch (DataAccessException down) {
            LOG.warn("A refresh token cannot be checked: Redis does not answer");
            throw invalid();
        }
    }

    /** Ends a session at once; false when no refresh token of it was known. */
    boolean end(UUID adminId, UUID sessionId) {
        revocations.revoke(adminId, sessionId.toString());
        try {
            return repository.end(adminId, sessionId);
        } catch (DataAccessException down) {
            LOG.warn("A refresh token is removed later: Redis does not answer");
            if (endings.size() < MOST_ENDINGS) {
                endings.add(new Ending(adminId, sessionId));
            }
            return false;
        }
    }

    /** Removes the refresh tokens of sessions that ended while Redis was away. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void endAgain() {
        try {
            for (Ending ending = endings.peek(); ending != null; ending = endings.peek()) {
                repository.end(ending.adminId, ending.sessionId);
                endings.remove(ending);
            }
        } catch (DataAccessException stillDown) {
            LOG.debug("Redis does not answer yet", stillDown);
        }
    }

    /** Ends every session of an admin. */
    void endAll(UUID adminId) {
        try {
            for (UUID family : repository.families(adminId)) {
                end(adminId, family);
            }
        } catch (DataAccessException down) {
            LOG.warn("Sessions could not be ended: Redis does not answer");
        }
    }

    /** The admin's sessions; none are known while Redis is away. */
    List<Session> all(UUID adminId) {
        try {
            return repository.all(adminId);
        } catch (DataAccessException down) {
            LOG.warn("Sessions cannot be listed: Redis does not answer");
            return List.of();
        }
    }

    private boolean started(RefreshToken first, String uid, Client client) {
        try {
            repository.start(first, uid, client);
            return true;
        } catch (DataAccessException down) {
            LOG.warn("A session without refresh: Redis does not answer");
            return false;
        }
    }

    private ApiException reused(RefreshToken used) {
        LOG.warn("A refresh token of session {} was used twice: the session ends", used.family());
        revocations.revoke(used.adminId(), used.family().toString());
        return ApiException.unauthorized("AUTH_REFRESH_REUSED");
    }

    private TokenResponse answer(AdminProfile admin, UUID sessionId, @Nullable String refreshToken) {
        return new TokenResponse(
                accessTokens.mint(admin, sessionId),
                "Bearer",
                accessTokens.ttl().toSeconds(),
                refreshToken,
                SessionRepository.LIFETIME.toSeconds(),
                AdminResponse.of(admin));
    }

    private static ApiException invalid() {
        return ApiException.unauthorized("AUTH_TOKEN_INVALID");
    }
}
