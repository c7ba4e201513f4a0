package com.shemamusic.course.catalog;

/** How far along a student should be. */
public enum Level {
    BEGINNER,
    INTERMEDIATE,
    ADVANCED
}
