package com.shemamusic.attendance.register;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The register of a class. */
record Register(ClassOfRegister schedule, int seats, int seatsLeft, List<Student> students) {

    record ClassOfRegister(
            UUID id,
            UUID courseId,
            @Nullable String courseName,
            @Nullable String instructorName,
            Instant startsAt,
            Instant endsAt,
            String status) {}

    /** @param status the mark, or null */
    record Student(
            UUID studentId,
            @Nullable String fullName,
            @Nullable String status,
            @Nullable String note,
            @Nullable Instant markedAt,
            @Nullable Marker markedBy,
            List<Former> history) {}

    record Marker(String id, @Nullable String name) {}

    /** What a mark said before it was corrected, and by whom and when it was. */
    record Former(
            String status,
            @Nullable String note,
            Instant markedAt,
            @Nullable Marker markedBy,
            Instant replacedAt,
            @Nullable Marker replacedBy) {}
}
