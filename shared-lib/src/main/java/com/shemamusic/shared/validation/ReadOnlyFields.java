package com.shemamusic.shared.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Fields of the stored object that a request may not set: {@code READ_ONLY_FIELD} rather than {@code UNKNOWN_FIELD}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadOnlyFields {

    /** Their JSON names. */
    String[] value();
}
