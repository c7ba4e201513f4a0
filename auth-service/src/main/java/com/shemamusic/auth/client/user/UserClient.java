package com.shemamusic.auth.client.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.shared.client.Peer;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.Peers;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Admin profiles, which user-service owns. An outage is {@code PeerUnavailableException}, never an empty answer. */
@Component
public class UserClient {

    private record NewAdmin(String email, String fullName, String firebaseUid) {}

    private final Peer users;

    UserClient(Peers peers) {
        this.users = peers.peer("user-service");
    }

    /** The admin with this uid of the identity provider. */
    public Optional<AdminProfile> byUid(String uid) {
        return users.find(AdminProfile.class, "/internal/admins/by-firebase-uid/{uid}", uid);
    }

    public Optional<AdminProfile> byId(UUID id) {
        return users.find(AdminProfile.class, "/internal/admins/{id}", id);
    }

    /** As {@link #byId}, asked once: an outage is told at once instead of after further attempts. */
    public Optional<AdminProfile> byIdOnce(UUID id) {
        return users.findOnce(AdminProfile.class, "/internal/admins/{id}", id);
    }

    /** Whether an admin has this address; an instructor may have it besides. */
    public boolean isAdmin(String email) {
        return users.find(AdminProfile.class, "/api/users/by-email?email={email}", email)
                .filter(AdminProfile::isAdmin)
                .isPresent();
    }

    /**
     * Makes an admin's profile.
     *
     * @throws ApiException 409 {@code AUTH_ADMIN_EXISTS}; 400 with the fields user-service does not take
     */
    public AdminProfile create(String email, String fullName, String uid) {
        try {
            return users.post(AdminProfile.class, new NewAdmin(email, fullName, uid), "/internal/admins");
        } catch (PeerRejectedException refused) {
            if (refused.status() == 409) {
                throw ApiException.conflict("AUTH_ADMIN_EXISTS");
            }
            FieldErrors errors = new FieldErrors();
            refused.details()
                    .path("fields")
                    .forEach(bad -> errors.add(
                            bad.path("field").asText(), bad.path("code").asText()));
            errors.throwIfAny();
            throw refused;
        }
    }

    /** Notes that the admin has signed in just now. */
    public void signedIn(UUID id) {
        users.postRepeatable(JsonNode.class, null, "/internal/admins/{id}/signed-in", id);
    }
}
