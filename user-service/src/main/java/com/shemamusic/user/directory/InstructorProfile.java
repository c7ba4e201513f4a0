package com.shemamusic.user.directory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An instructor as the website shows them. */
record InstructorProfile(
        UUID id,
        String fullName,
        @Nullable String bio,
        List<String> specialties,
        @Nullable String photoUrl) {}
