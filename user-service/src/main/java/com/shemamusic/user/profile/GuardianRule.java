package com.shemamusic.user.profile;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.time.SchoolTime;
import com.shemamusic.user.person.Guardian;
import com.shemamusic.user.person.Role;
import com.shemamusic.user.person.User;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rule 3: a student under 18 has a guardian, by the school's calendar. */
@Component
class GuardianRule {

    private static final int ADULT = 18;
    private final SchoolTime time;

    GuardianRule(SchoolTime time) {
        this.time = time;
    }

    boolean missing(@Nullable Role role, @Nullable LocalDate birthDate, @Nullable Guardian guardian) {
        LocalDate today = time.today();
        // A date to come is refused as such, and may be too far away to add anything to it.
        return role == Role.STUDENT
                && guardian == null
                && birthDate != null
                && !birthDate.isAfter(today)
                && birthDate.plusYears(ADULT).isAfter(today);
    }

    /** Refuses a change that takes what a student must have; what was missing before does not block other changes. */
    void check(User before, User after) {
        LocalDate birthDate = after.contact().birthDate();
        Guardian guardian = after.contact().guardian();
        boolean touched = !Objects.equals(birthDate, before.contact().birthDate())
                || !Objects.equals(guardian, before.contact().guardian());
        new FieldErrors()
                .addIf(after.role() == Role.STUDENT && birthDate == null, "birth_date", "REQUIRED")
                .addIf(touched && missing(after.role(), birthDate, guardian), "guardian", "GUARDIAN_REQUIRED")
                .throwIfAny();
    }
}
