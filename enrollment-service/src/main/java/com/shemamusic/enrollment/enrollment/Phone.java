package com.shemamusic.enrollment.enrollment;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A telephone number that exists in some numbering plan; Indonesia's where no country is given. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Phone.Validator.class)
public @interface Phone {

    /** The field code. */
    String message() default "INVALID";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};

    /** Asks the numbering plans. */
    final class Validator implements ConstraintValidator<Phone, String> {

        @Override
        public boolean isValid(@Nullable String number, @Nullable ConstraintValidatorContext context) {
            return number == null || number.isBlank() || PhoneNumbers.e164(number) != null;
        }
    }
}
