package com.shemamusic.user.profile;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.Patch;
import com.shemamusic.shared.validation.ReadOnlyFields;
import com.shemamusic.shared.validation.SelfChecking;
import com.shemamusic.user.form.BirthDate;
import com.shemamusic.user.form.EmailAddress;
import com.shemamusic.user.form.InstrumentSlug;
import com.shemamusic.user.form.Phone;
import com.shemamusic.user.person.BudgetRange;
import com.shemamusic.user.person.Contact;
import com.shemamusic.user.person.ExperienceLevel;
import com.shemamusic.user.person.Guardian;
import com.shemamusic.user.person.LearningGoal;
import com.shemamusic.user.person.Portrait;
import com.shemamusic.user.person.User;
import com.shemamusic.user.person.UserStatus;
import com.shemamusic.user.person.Wishes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/** What an admin changes in a profile; the guardian is replaced as a whole. */
@ReadOnlyFields({"id", "role", "has_login", "last_login_at", "version", "created_at", "updated_at"})
record ChangeUserRequest(
        Patch<@NotNull UserStatus> status,
        Patch<@NotBlank @Size(max = 200) String> fullName,
        Patch<@NotBlank @EmailAddress String> email,
        Patch<@Phone String> phone,
        Patch<@BirthDate LocalDate> birthDate,
        Patch<@Size(max = 1000) String> address,
        Patch<@Valid Guardian> guardian,
        Patch<ExperienceLevel> experienceLevel,
        Patch<LearningGoal> learningGoal,
        Patch<@Size(max = 20) List<@InstrumentSlug String>> preferredInstruments,
        Patch<BudgetRange> budgetRange,
        Patch<@Size(max = 7) List<DayOfWeek>> availableDays,
        Patch<@Size(max = 4000) String> bio,
        Patch<@Size(max = 20) List<@NotBlank @Size(max = 80) String>> specialties,
        Patch<@Size(max = 2000) @Pattern(regexp = "https?://\\S+") String> photoUrl)
        implements SelfChecking {

    @Override
    public void check(FieldErrors errors) {
        errors.addIf(status.value() == UserStatus.PENDING, "status", "INVALID");
    }

    boolean deactivates() {
        return status.value() == UserStatus.INACTIVE;
    }

    /** The profile after this change. */
    User over(User user) {
        Contact contact = user.contact();
        Wishes wishes = user.wishes();
        Portrait portrait = user.portrait();
        List<String> skills = specialties.over(portrait.specialties());
        return user.with(
                status.overRequired(user.status()),
                new Contact(
                                fullName.overRequired(contact.fullName()),
                                email.over(contact.email()),
                                phone.over(contact.phone()),
                                birthDate.over(contact.birthDate()),
                                address.over(contact.address()),
                                guardian.over(contact.guardian()))
                        .kept(),
                Wishes.of(
                        experienceLevel.over(wishes.experienceLevel()),
                        learningGoal.over(wishes.learningGoal()),
                        preferredInstruments.over(wishes.preferredInstruments()),
                        budgetRange.over(wishes.budgetRange()),
                        availableDays.over(wishes.availableDays())),
                new Portrait(
                        bio.over(portrait.bio()),
                        skills == null ? List.of() : skills,
                        photoUrl.over(portrait.photoUrl())));
    }
}
