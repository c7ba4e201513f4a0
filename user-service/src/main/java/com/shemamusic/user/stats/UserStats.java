package com.shemamusic.user.stats;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Counts of people: students of every status, instructors and admins who are not inactive. */
record UserStats(
        long studentCount,
        long activeStudentCount,
        long pendingStudentCount,
        long instructorCount,
        long adminCount,
        @JsonProperty("new_students_30d") long newStudents30d) {}
