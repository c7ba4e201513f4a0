package com.shemamusic.shared.event;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * What the names of a service's event tables begin with, from {@code shema.tables-prefix}: {@code user} has
 * {@code user_outbox}, {@code user_inbox} and {@code user_dead_letters}.
 */
public record TablesPrefix(String value) {

    static final String PROPERTY = "shema.tables-prefix";

    /** Refuses what is not a plain name, because it becomes part of SQL. */
    public TablesPrefix {
        if (!value.matches("[a-z]+")) {
            throw new IllegalArgumentException(PROPERTY + " must be lower-case letters: " + value);
        }
    }

    /** Holds in services that have event tables. */
    public static class Present implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().getProperty(PROPERTY, "").isBlank();
        }
    }
}
