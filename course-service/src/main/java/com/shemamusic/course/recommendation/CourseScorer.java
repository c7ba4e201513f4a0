package com.shemamusic.course.recommendation;

import com.shemamusic.course.catalog.CourseFacts;

/** Judges how well a course suits somebody's wishes. */
interface CourseScorer {

    /** From 0 to 100; days add at most {@link #mostForDays()}. */
    Score score(Wishes wishes, CourseFacts course);

    /** The most that shared days can add to a score, which tells whose days are worth looking up. */
    int mostForDays();
}
