package com.shemamusic.enrollment.enrollment;

import com.shemamusic.enrollment.client.user.LinkedStudent.Difference;
import com.shemamusic.shared.web.Versioned;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment as admins see it: what was submitted, and what has become of it.
 *
 * @param placed whether the student sits in a future class of the course
 * @param differences what the form says otherwise than the student record
 * @param waitlistPosition from 1; null unless waitlisted
 */
public record Enrollment(
        UUID id,
        String registrationNumber,
        EnrollmentStatus status,
        @Nullable UUID studentId,
        CourseName course,
        String fullName,
        String email,
        String phone,
        LocalDate birthDate,
        @Nullable String address,
        @Nullable ExperienceLevel experienceLevel,
        @Nullable LearningGoal learningGoal,
        List<String> preferredInstruments,
        @Nullable BudgetRange budgetRange,
        List<DayOfWeek> preferredDays,
        List<TimePreference> timePreferences,
        @Nullable Guardian guardian,
        Consent consent,
        @Nullable String notes,
        String language,
        boolean placed,
        List<Difference> differences,
        @Nullable Integer waitlistPosition,
        List<HistoryEntry> history,
        long version,
        Instant submittedAt)
        implements Versioned {

    /** One change of state. */
    public record HistoryEntry(
            Instant at,
            @Nullable HistoryActor actor,
            @Nullable EnrollmentStatus from,
            EnrollmentStatus to,
            @Nullable String note) {}

    /** Who made it; null for the applicant and for the suite itself. */
    public record HistoryActor(String id, @Nullable String name) {}
}
