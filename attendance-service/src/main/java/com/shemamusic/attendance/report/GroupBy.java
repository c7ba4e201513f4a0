package com.shemamusic.attendance.report;

/** What a report adds up by. */
enum GroupBy {
    STUDENT,
    COURSE,
    SCHEDULE,
    INSTRUCTOR,
    MONTH
}
