package com.shemamusic.enrollment.enrollment;

import com.shemamusic.shared.time.SchoolTime;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;
import java.time.Period;

/** Rule 3: under 18 on the school's today, a guardian and the guardian's consent are needed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ChildProtection.Validator.class)
@interface ChildProtection {

    String message() default "INVALID";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<ChildProtection, SubmitEnrollmentRequest> {

        private static final int ADULT = 18;
        private static final int OLDEST = 120;
        private final SchoolTime time;

        Validator(SchoolTime time) {
            this.time = time;
        }

        @Override
        public boolean isValid(SubmitEnrollmentRequest form, ConstraintValidatorContext context) {
            if (form.birthDate() == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            LocalDate today = time.today();
            int age = Period.between(form.birthDate(), today).getYears();
            if (form.birthDate().isAfter(today) || age > OLDEST) {
                context.buildConstraintViolationWithTemplate("OUT_OF_RANGE")
                        .addPropertyNode("birthDate")
                        .addConstraintViolation();
                return false;
            }
            return age >= ADULT || guarded(form, context);
        }

        private static boolean guarded(SubmitEnrollmentRequest form, ConstraintValidatorContext context) {
            boolean consented =
                    form.consent() != null && Boolean.TRUE.equals(form.consent().guardian());
            if (!consented) {
                context.buildConstraintViolationWithTemplate("CONSENT_REQUIRED")
                        .addPropertyNode("consent")
                        .addPropertyNode("guardian")
                        .addConstraintViolation();
            }
            if (form.guardian() == null) {
                context.buildConstraintViolationWithTemplate("GUARDIAN_REQUIRED")
                        .addPropertyNode("guardian")
                        .addConstraintViolation();
            }
            return consented && form.guardian() != null;
        }
    }
}
