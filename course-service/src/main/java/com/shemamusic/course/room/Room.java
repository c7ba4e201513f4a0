package com.shemamusic.course.room;

import com.shemamusic.shared.web.Versioned;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A room; {@code capacity} counts its seats. */
public record Room(
        UUID id,
        String name,
        int capacity,
        @Nullable String location,
        List<String> equipment,
        boolean isActive,
        long version)
        implements Versioned {}
