package com.shemamusic.db;

import org.jspecify.annotations.Nullable;

/** The database is not what the services expect, and they must not start on it. */
public final class MigrationFailedException extends RuntimeException {

    MigrationFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
