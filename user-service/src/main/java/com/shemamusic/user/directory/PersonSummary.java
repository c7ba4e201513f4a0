package com.shemamusic.user.directory;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What other services need to know of a person. */
record PersonSummary(
        UUID id,
        String role,
        String status,
        String fullName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable LocalDate birthDate) {}
