package com.shemamusic.user.person;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an instructor is presented on the website. */
public record Portrait(
        @Nullable String bio,
        List<String> specialties,
        @Nullable String photoUrl) {

    public static final Portrait NONE = new Portrait(null, List.of(), null);
}
