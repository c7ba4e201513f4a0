package com.shemamusic.course.catalog;

import java.time.DayOfWeek;
import java.util.List;
import java.util.UUID;

/** What a recommendation looks at. */
public record CourseFacts(
        UUID id,
        String name,
        String instrument,
        Level level,
        PriceCategory priceCategory,
        long price,
        List<DayOfWeek> days) {

    /** The same course with the weekdays it is held on. */
    public CourseFacts on(List<DayOfWeek> weekdays) {
        return new CourseFacts(id, name, instrument, level, priceCategory, price, weekdays);
    }
}
