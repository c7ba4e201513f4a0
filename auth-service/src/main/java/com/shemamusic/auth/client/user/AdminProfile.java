package com.shemamusic.auth.client.user;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;

/** An admin as user-service tells it. */
public record AdminProfile(UUID id, String email, String fullName, String role, String status) {

    /** Whether this is an admin who has not been removed. */
    @JsonIgnore
    public boolean isActive() {
        return isAdmin() && !"inactive".equals(status);
    }

    @JsonIgnore
    public boolean isAdmin() {
        return "admin".equals(role);
    }
}
