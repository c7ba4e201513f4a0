package com.shemamusic.shared.security;

import org.jspecify.annotations.Nullable;

/** Who acts, as the gateway vouches for it: an admin by id and name, or nobody known. */
public record Actor(@Nullable String id, @Nullable String name, String role) {

    /** A visitor. */
    public static final Actor ANONYMOUS = new Actor(null, null, "anonymous");

    public static Actor admin(String id, String name) {
        return new Actor(id, name, "admin");
    }

    public boolean isAdmin() {
        return "admin".equals(role) && id != null;
    }
}
