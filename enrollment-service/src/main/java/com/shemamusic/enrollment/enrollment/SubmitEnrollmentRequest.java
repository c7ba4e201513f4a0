package com.shemamusic.enrollment.enrollment;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.ReadOnlyFields;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ChildProtection
@ReadOnlyFields({
    "id",
    "registration_number",
    "status",
    "student_id",
    "placed",
    "differences",
    "waitlist_position",
    "history",
    "version",
    "submitted_at",
    "course"
})
record SubmitEnrollmentRequest(
        @NotNull UUID courseId,
        @NotBlank @Size(max = 120) String fullName,
        @NotBlank @Size(max = 254) @Email(regexp = EMAIL) String email,
        @NotBlank @Size(max = 40) @Phone String phone,
        @NotNull LocalDate birthDate,
        @Nullable @Size(max = 500) String address,
        @NotNull ExperienceLevel experienceLevel,
        @Nullable LearningGoal learningGoal,
        @Nullable @Size(max = 10) List<@Pattern(regexp = "[a-z][a-z0-9-]{1,39}") String> preferredInstruments,
        @Nullable BudgetRange budgetRange,
        @NotNull @Size(max = 7) List<DayOfWeek> preferredDays,
        @NotNull @Size(max = 20) @Valid List<TimePreference> timePreferences,
        @Nullable @Valid Guardian guardian,
        @Nullable Consent consent,
        @Nullable @Size(max = 2000) String notes,
        @Nullable Language language,
        @Nullable Boolean joinWaitlist,
        @NotBlank @Size(max = 2048) String captchaToken)
        implements SelfChecking {

    /** A mailbox at a host with a dot, without spaces; the provider knows the rest. */
    static final String EMAIL = "[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\".]+";

    private static final java.util.regex.Pattern SPACES = java.util.regex.Pattern.compile("[\\s\\p{Z}]+");

    SubmitEnrollmentRequest {
        if (fullName != null) {
            // One spelling of what looks the same, as user-service keeps it: else one applicant would be two (rule 4).
            fullName = SPACES.matcher(Normalizer.normalize(fullName, Normalizer.Form.NFC))
                    .replaceAll(" ");
        }
    }

    @Override
    public void check(FieldErrors errors) {
        Consent given = consent == null ? Consent.NONE : consent;
        errors.addIf(!Boolean.TRUE.equals(given.terms()), "consent.terms", "CONSENT_REQUIRED");
        errors.addIf(!Boolean.TRUE.equals(given.privacy()), "consent.privacy", "CONSENT_REQUIRED");
        List<TimePreference> times = timePreferences == null ? List.of() : timePreferences;
        for (int i = 0; i < times.size(); i++) {
            TimePreference time = times.get(i);
            if (time != null && time.start() != null && time.end() != null) {
                errors.addIf(!time.start().isBefore(time.end()), "time_preferences[" + i + "].end", "INVALID");
            }
        }
    }

    /** The form as a repeat must say it again: a captcha token is good for one try only. */
    SubmitEnrollmentRequest withoutToken() {
        return new SubmitEnrollmentRequest(
                courseId,
                fullName,
                email,
                phone,
                birthDate,
                address,
                experienceLevel,
                learningGoal,
                preferredInstruments,
                budgetRange,
                preferredDays,
                timePreferences,
                guardian,
                consent,
                notes,
                language,
                joinWaitlist,
                "");
    }
}
