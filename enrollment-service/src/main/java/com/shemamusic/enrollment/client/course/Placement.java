package com.shemamusic.enrollment.client.course;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** In which classes a student has a seat now, and which of the wanted ones were full. */
public record Placement(List<UUID> placed, List<UUID> full) {

    public Placement {
        placed = Objects.requireNonNullElse(placed, List.of());
        full = Objects.requireNonNullElse(full, List.of());
    }
}
