package com.shemamusic.shared.validation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field of a PATCH body: absent leaves what stands, {@code null} clears it, a value replaces it. */
public final class Patch<T> {

    private static final Patch<?> ABSENT = new Patch<>(false, null);
    private final boolean present;
    private final @Nullable T value;

    private Patch(boolean present, @Nullable T value) {
        this.present = present;
        this.value = value;
    }

    @SuppressWarnings("unchecked")
    public static <T> Patch<T> absent() {
        return (Patch<T>) ABSENT;
    }

    public static <T> Patch<T> of(@Nullable T value) {
        return new Patch<>(true, value);
    }

    /** Whether the field stood in the body, be it as {@code null}. */
    public boolean isPresent() {
        return present;
    }

    @JsonValue
    public @Nullable T value() {
        return value;
    }

    /** What the field will be after this change, given what it is. */
    public @Nullable T over(@Nullable T current) {
        return present ? value : current;
    }

    /** As {@link #over} for a field that cannot be cleared: {@code null} must have been refused before. */
    public T overRequired(T current) {
        return present ? Objects.requireNonNull(value) : current;
    }

    public <R> Patch<R> map(Function<T, @Nullable R> change) {
        if (!present) {
            return absent();
        }
        return of(value == null ? null : change.apply(value));
    }

    @Override
    public String toString() {
        return present ? String.valueOf(value) : "(absent)";
    }
}
