package com.shemamusic.user.person;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.shemamusic.shared.web.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A profile, as stored and as admins see it; the Firebase uid is not in it, so that it cannot leave the service. */
public record User(
        UUID id,
        Role role,
        UserStatus status,
        @JsonUnwrapped Contact contact,
        @JsonUnwrapped Wishes wishes,
        @JsonUnwrapped Portrait portrait,
        boolean hasLogin,
        @Nullable Instant lastLoginAt,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** A profile not stored yet; the database gives version and times. */
    public static User fresh(UUID id, Role role, UserStatus status, Contact contact, Wishes wishes, Portrait portrait) {
        return new User(
                id, role, status, contact, wishes, portrait, role == Role.ADMIN, null, 1, Instant.EPOCH, Instant.EPOCH);
    }

    public User with(UserStatus changed) {
        return with(changed, contact, wishes, portrait);
    }

    public User with(UserStatus newStatus, Contact newContact, Wishes newWishes, Portrait newPortrait) {
        return new User(
                id,
                role,
                newStatus,
                newContact,
                newWishes,
                newPortrait,
                hasLogin,
                lastLoginAt,
                version,
                createdAt,
                updatedAt);
    }

    /** Without anything that tells who this was. */
    public User erased() {
        return with(UserStatus.INACTIVE, Contact.ERASED, Wishes.NONE, Portrait.NONE);
    }

    /** Whether the personal data was overwritten for good. */
    public boolean wasErased() {
        return contact.email() == null;
    }
}
