package com.shemamusic.user.activity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/** What was last heard of one enrollment of a student. */
public record StudentEnrollment(
        UUID enrollmentId, @JsonProperty("is_active") boolean isActive, long version) {}
