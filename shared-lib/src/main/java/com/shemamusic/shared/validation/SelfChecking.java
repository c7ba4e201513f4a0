package com.shemamusic.shared.validation;

import com.shemamusic.shared.error.FieldErrors;

/** A request whose fields depend on each other: it adds what single-field constraints cannot say. */
public interface SelfChecking {

    /** Notes bad fields; any field, and any item of a list, may be {@code null} here, and one already noted keeps its first code. */
    void check(FieldErrors errors);
}
