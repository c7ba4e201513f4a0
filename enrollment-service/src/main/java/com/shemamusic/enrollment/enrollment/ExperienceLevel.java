package com.shemamusic.enrollment.enrollment;

/** How much music somebody has made already. */
public enum ExperienceLevel {
    BEGINNER,
    INTERMEDIATE,
    ADVANCED
}
