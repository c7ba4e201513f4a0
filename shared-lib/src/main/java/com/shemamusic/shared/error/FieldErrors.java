package com.shemamusic.shared.error;

import java.util.ArrayList;
import java.util.List;

/** Collects every bad field of a request, so that the answer names them all at once. */
public final class FieldErrors {

    /** One bad field: its path ({@code guardian.phone}, {@code marks[2].status}) and a field code. */
    public record FieldError(String field, String code) {}

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes a bad field; the first code noted for a field stands. */
    public FieldErrors add(String field, String code) {
        if (!has(field)) {
            errors.add(new FieldError(field, code));
        }
        return this;
    }

    /** Notes the field when the condition holds. */
    public FieldErrors addIf(boolean bad, String field, String code) {
        return bad ? add(field, code) : this;
    }

    /** Whether this field, or one inside or around it, is already known to be bad. */
    public boolean has(String field) {
        return errors.stream()
                .anyMatch(known -> known.field().equals(field)
                        || known.field().startsWith(field + ".")
                        || known.field().startsWith(field + "[")
                        || field.startsWith(known.field() + ".")
                        || field.startsWith(known.field() + "["));
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public List<FieldError> all() {
        return List.copyOf(errors);
    }

    /** Ends the request with 400 {@code VALIDATION_FAILED} when any field was noted. */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ValidationFailedException(this);
        }
    }

    /** Ends the request with 400 {@code VALIDATION_FAILED} for this one field. */
    public static ValidationFailedException of(String field, String code) {
        return new ValidationFailedException(new FieldErrors().add(field, code));
    }
}
