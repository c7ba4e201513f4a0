package com.shemamusic.user.person;

/** How far a student is. */
public enum ExperienceLevel {
    BEGINNER,
    INTERMEDIATE,
    ADVANCED
}
