package com.shemamusic.auth.client.user;

import java.util.UUID;

/** An admin as user-service tells it. */
public record AdminProfile(UUID id, String email, String fullName, String role, String status) {

    /** Whether this is an admin who has not been removed. */
    public boolean isActive() {
        return isAdmin() && !"inactive".equals(status);
    }

    public boolean isAdmin() {
        return "admin".equals(role);
    }
}
