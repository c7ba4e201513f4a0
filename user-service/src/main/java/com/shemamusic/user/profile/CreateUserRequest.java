package com.shemamusic.user.profile;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.id.Ids;
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
import com.shemamusic.user.person.Role;
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
import org.jspecify.annotations.Nullable;

/** A student or instructor whom an admin puts on file; admins are invited through auth-service instead. */
@GuardianForMinors
@ReadOnlyFields({"id", "status", "has_login", "last_login_at", "version", "created_at", "updated_at"})
record CreateUserRequest(
        @NotNull Role role,
        @NotBlank @Size(max = 200) String fullName,
        @NotBlank @EmailAddress String email,
        @Nullable @Phone String phone,
        @Nullable @BirthDate LocalDate birthDate,
        @Nullable @Size(max = 1000) String address,
        @Nullable @Valid Guardian guardian,
        @Nullable ExperienceLevel experienceLevel,
        @Nullable LearningGoal learningGoal,
        @Nullable @Size(max = 20) List<@InstrumentSlug String> preferredInstruments,
        @Nullable BudgetRange budgetRange,
        @Nullable @Size(max = 7) List<DayOfWeek> availableDays,
        @Nullable @Size(max = 4000) String bio,
        @Nullable @Size(max = 20) List<@NotBlank @Size(max = 80) String> specialties,

        @Nullable @Size(max = 2000) @Pattern(regexp = "https?://\\S+")
        String photoUrl)
        implements SelfChecking {

    @Override
    public void check(FieldErrors errors) {
        errors.addIf(role == Role.ADMIN, "role", "INVALID")
                .addIf(role == Role.STUDENT && birthDate == null, "birth_date", "REQUIRED");
    }

    /** A student waits for the first approval; an instructor starts at once. */
    User user() {
        return User.fresh(
                Ids.next(),
                role,
                role == Role.STUDENT ? UserStatus.PENDING : UserStatus.ACTIVE,
                new Contact(fullName, email, phone, birthDate, address, guardian).kept(),
                Wishes.of(experienceLevel, learningGoal, preferredInstruments, budgetRange, availableDays),
                new Portrait(bio, specialties == null ? List.of() : specialties, photoUrl));
    }
}
