package com.shemamusic.user.form;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Decides {@link Phone}; an absent or blank one is somebody else's question. */
final class PhoneValidator implements ConstraintValidator<Phone, String> {

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        return text == null || text.isBlank() || Phones.parse(text).isPresent();
    }
}
