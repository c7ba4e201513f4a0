package com.shemamusic.user.registration;

import com.shemamusic.shared.id.Ids;
import com.shemamusic.user.form.BirthDate;
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
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A student as an accepted enrollment form has it. Only the identity is checked, and that a guardian is whole: enrollment-service judged the form when it
 * answered 201, and an applicant whom it accepted must not be lost here (rule 5).
 */
record RegisterStudentRequest(
        @NotBlank @Size(max = 200) String fullName,
        @NotBlank @Size(max = 254) String email,
        @Nullable String phone,
        @NotNull @BirthDate LocalDate birthDate,
        @Nullable String address,
        @Nullable @Valid SubmittedGuardian guardian,
        @Nullable ExperienceLevel experienceLevel,
        @Nullable LearningGoal learningGoal,
        @Nullable List<String> preferredInstruments,
        @Nullable BudgetRange budgetRange,
        @Nullable List<DayOfWeek> availableDays) {

    /** The guardian with everything that a form must say of one, in whatever shape. */
    record SubmittedGuardian(
            @NotBlank String fullName,
            @NotBlank String phone,
            @Nullable String email,
            @NotBlank String relationship) {

        private Guardian guardian() {
            return new Guardian(fullName, phone, email, relationship);
        }
    }

    User student() {
        Guardian answersFor = guardian == null ? null : guardian.guardian();
        return User.fresh(
                Ids.next(),
                Role.STUDENT,
                UserStatus.PENDING,
                new Contact(fullName, email, phone, birthDate, address, answersFor).kept(),
                Wishes.of(experienceLevel, learningGoal, preferredInstruments, budgetRange, availableDays),
                Portrait.NONE);
    }
}
