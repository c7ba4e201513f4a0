package com.shemamusic.course.cache;

import java.time.Duration;

/** Answers that go stale together. */
public enum Region {
    /** Courses, lists of them and facets: they show prices and weekdays with free seats. */
    CATALOGUE("course:", Duration.ofHours(1)),
    /** Classes with a free seat. */
    FREE_SLOTS("schedules:available:", Duration.ofMinutes(5));

    private final String prefix;
    private final Duration lifetime;

    Region(String prefix, Duration lifetime) {
        this.prefix = prefix;
        this.lifetime = lifetime;
    }

    String generationKey() {
        return prefix + "generation";
    }

    String key(String name) {
        return prefix + name;
    }

    /** How long an answer is kept when nothing changes. */
    public Duration lifetime() {
        return lifetime;
    }
}
