package com.shemamusic.shared.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the documentation of an operation cannot read off its signature: status, and body where it is not the return type. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {

    /** What stands in the signature. */
    final class AsDeclared {

        private AsDeclared() {}
    }

    /** How many of the body are answered. */
    enum Count {
        ONE,
        /** A {@code Page} of them. */
        LIST,
        /** One or a list, depending on what was asked. */
        EITHER
    }

    /** The body. */
    Class<?> value() default AsDeclared.class;

    Count count() default Count.ONE;

    /** Every status with which this is answered. */
    int[] status() default 200;

    /** The content type. */
    String type() default "application/json";
}
