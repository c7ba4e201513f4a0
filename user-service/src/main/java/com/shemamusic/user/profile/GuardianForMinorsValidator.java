package com.shemamusic.user.profile;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Decides {@link GuardianForMinors}. */
final class GuardianForMinorsValidator implements ConstraintValidator<GuardianForMinors, CreateUserRequest> {

    private final GuardianRule rule;

    GuardianForMinorsValidator(GuardianRule rule) {
        this.rule = rule;
    }

    @Override
    public boolean isValid(CreateUserRequest request, ConstraintValidatorContext context) {
        if (!rule.missing(request.role(), request.birthDate(), request.guardian())) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                .addPropertyNode("guardian")
                .addConstraintViolation();
        return false;
    }
}
