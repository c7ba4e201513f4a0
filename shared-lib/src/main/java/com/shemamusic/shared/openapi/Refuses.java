package com.shemamusic.shared.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The refusals an operation has beyond those every operation shares, for its documentation. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {

    /** Each as status and code: {@code "409 ROOM_NAME_TAKEN"}. */
    String[] value();
}
