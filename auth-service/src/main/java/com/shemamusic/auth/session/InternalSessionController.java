package com.shemamusic.auth.session;

import com.shemamusic.auth.admin.Admins;
import com.shemamusic.auth.client.user.AdminProfile;
import com.shemamusic.auth.identity.Identity;
import com.shemamusic.auth.identity.IdentityProvider;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.security.InternalFrom;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the gateway asks about a bearer: whether a session still stands, and whose a raw ID token is. */
@RestController
@InternalFrom(Caller.GATEWAY)
class InternalSessionController {

    record CheckRequest(
            @NotBlank @Size(max = 100) String sessionId,
            @NotNull UUID adminId) {}

    record CheckResponse(boolean active) {}

    record VerifyRequest(@NotBlank @Size(max = 8192) String idToken) {}

    record KnownAdmin(UUID id, String fullName, String role) {}

    /** {@code sessionId} stands for this one token, so that signing out with it ends it too. */
    record VerifyResponse(KnownAdmin admin, Instant expiresAt, String sessionId) {}

    private static final int HASH_CHARACTERS = 32;
    private final SessionCheck check;
    private final Revocations revocations;
    private final IdentityProvider identities;
    private final Admins admins;

    InternalSessionController(SessionCheck check, Revocations revocations, IdentityProvider identities, Admins admins) {
        this.check = check;
        this.revocations = revocations;
        this.identities = identities;
        this.admins = admins;
    }

    @PostMapping("/internal/sessions/check")
    CheckResponse check(@RequestBody CheckRequest request) {
        return new CheckResponse(check.isActive(request.sessionId(), request.adminId()));
    }

    @PostMapping("/internal/identities/verify")
    @Refuses({
        "401 AUTH_TOKEN_INVALID",
        "401 AUTH_TOKEN_EXPIRED",
        "401 AUTH_TOKEN_REVOKED",
        "403 AUTH_NOT_ADMIN",
        "403 AUTH_ACCOUNT_DISABLED",
        "503 AUTH_PROVIDER_UNAVAILABLE"
    })
    VerifyResponse verify(@RequestBody VerifyRequest request) {
        String session = "token-" + RefreshTokens.hash(request.idToken()).substring(0, HASH_CHARACTERS);
        Identity identity = identities.verify(request.idToken());
        AdminProfile admin = admins.known(identity);
        if (revocations.isRevoked(admin.id(), session)) {
            throw ApiException.unauthorized("AUTH_TOKEN_REVOKED");
        }
        check.learn(admin.id(), identity.uid());
        return new VerifyResponse(
                new KnownAdmin(admin.id(), admin.fullName(), admin.role()), identity.expiresAt(), session);
    }
}
