package com.shemamusic.course.recommendation;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** How well a course suits, and what that is made of; only what counted is listed. */
record Score(UUID courseId, BigDecimal total, List<Part> parts) {

    /** What a course was looked at for. */
    enum Factor {
        INSTRUMENT,
        LEVEL,
        BUDGET,
        DAYS
    }

    record Part(Factor factor, BigDecimal points) {}
}
