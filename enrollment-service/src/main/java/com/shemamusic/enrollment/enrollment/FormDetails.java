package com.shemamusic.enrollment.enrollment;

import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the form said beside who is asking, kept as one JSON value. */
record FormDetails(
        @Nullable String address,
        ExperienceLevel experienceLevel,
        @Nullable LearningGoal learningGoal,
        List<String> preferredInstruments,
        @Nullable BudgetRange budgetRange,
        List<DayOfWeek> preferredDays,
        List<TimePreference> timePreferences,
        @Nullable Guardian guardian,
        @Nullable String notes) {

    static FormDetails of(SubmitEnrollmentRequest form) {
        Guardian guardian = form.guardian();
        return new FormDetails(
                form.address(),
                form.experienceLevel(),
                form.learningGoal(),
                form.preferredInstruments() == null ? List.of() : form.preferredInstruments(),
                form.budgetRange(),
                form.preferredDays(),
                form.timePreferences(),
                guardian == null
                        ? null
                        : new Guardian(
                                guardian.fullName(),
                                PhoneNumbers.known(guardian.phone()),
                                guardian.email(),
                                guardian.relationship()),
                form.notes());
    }
}
