package com.shemamusic.auth.admin;

import com.shemamusic.auth.client.user.AdminProfile;
import java.util.UUID;

/** An admin as the clients see one. */
public record AdminResponse(UUID id, String email, String fullName, String role) {

    public static AdminResponse of(AdminProfile profile) {
        return new AdminResponse(profile.id(), profile.email(), profile.fullName(), profile.role());
    }
}
