package com.shemamusic.shared.error;

import java.util.List;
import org.springframework.http.HttpStatus;

/** 400 {@code VALIDATION_FAILED}: the request's form is wrong, and every wrong field is named. */
public final class ValidationFailedException extends ApiException {

    private final transient List<FieldErrors.FieldError> fields;

    ValidationFailedException(FieldErrors errors) {
        super(HttpStatus.BAD_REQUEST, "VALIDATION_FAILED");
        this.fields = errors.all();
    }

    public List<FieldErrors.FieldError> fields() {
        return fields;
    }
}
