package com.shemamusic.user.form;

import com.shemamusic.shared.time.SchoolTime;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Decides {@link BirthDate}. */
final class BirthDateValidator implements ConstraintValidator<BirthDate, LocalDate> {

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private final SchoolTime time;

    BirthDateValidator(SchoolTime time) {
        this.time = time;
    }

    @Override
    public boolean isValid(@Nullable LocalDate day, ConstraintValidatorContext context) {
        return day == null || (!day.isBefore(EARLIEST) && !day.isAfter(time.today()));
    }
}
