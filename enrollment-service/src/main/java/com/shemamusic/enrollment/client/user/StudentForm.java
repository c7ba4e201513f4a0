package com.shemamusic.enrollment.client.user;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What user-service is told about an applicant. */
public record StudentForm(
        String fullName,
        String email,
        String phone,
        LocalDate birthDate,
        @Nullable String address,
        @Nullable Guardian guardian,
        @Nullable String experienceLevel,
        @Nullable String learningGoal,
        List<String> preferredInstruments,
        @Nullable String budgetRange,
        List<String> availableDays) {

    /** Who answers for a minor. */
    public record Guardian(
            String fullName, String phone, @Nullable String email, String relationship) {}
}
