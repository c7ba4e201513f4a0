package com.shemamusic.enrollment.review;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Figures of all enrollments; {@code unplaced} are active ones without a future class; weeks begin on Monday. */
record EnrollmentStats(
        long pendingCount,
        long activeCount,
        long completedCount,
        long cancelledCount,
        long rejectedCount,
        long waitlistedCount,
        long unplacedCount,
        List<CourseCount> perCourse,
        List<WeekCount> perWeek) {

    record CourseCount(UUID courseId, String courseName, long count, long activeCount) {}

    record WeekCount(LocalDate week, long count) {}
}
