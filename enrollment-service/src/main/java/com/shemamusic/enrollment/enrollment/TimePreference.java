package com.shemamusic.enrollment.enrollment;

import jakarta.validation.constraints.NotNull;
import java.time.LocalTime;

/** Hours that suit, in the school's time zone. */
public record TimePreference(
        @NotNull LocalTime start, @NotNull LocalTime end) {}
