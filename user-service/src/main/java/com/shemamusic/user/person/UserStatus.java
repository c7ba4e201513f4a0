package com.shemamusic.user.person;

/** Whether a person takes part: {@code pending} is a student before the first approval. */
public enum UserStatus {
    PENDING,
    ACTIVE,
    INACTIVE
}
