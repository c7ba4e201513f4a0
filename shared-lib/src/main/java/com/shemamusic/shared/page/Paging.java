package com.shemamusic.shared.page;

import com.shemamusic.shared.error.FieldErrors;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: a page by number, or what follows a cursor.
 *
 * @param given whether a page or a size was asked for, or both are as usual
 */
public record Paging(
        int page, int size, @Nullable String sort, @Nullable String cursor, boolean given) {

    /** How deep numbered pages go; beyond, only a cursor stays fast. */
    public static final int MAX_DEPTH = 10_000;

    private static final int DEFAULT_SIZE = 20;
    private static final int MAX_SIZE = 100;

    public Paging(int page, int size, @Nullable String sort, @Nullable String cursor) {
        this(page, size, sort, cursor, true);
    }

    /** The first page of the usual size. */
    public static Paging first() {
        return new Paging(1, DEFAULT_SIZE, null, null, false);
    }

    /** Reads {@code page}, {@code size}, {@code sort} and {@code cursor}; notes what is out of range. */
    public static Paging of(Map<String, String[]> parameters, FieldErrors errors) {
        int page = number(parameters, "page", 1, Integer.MAX_VALUE, 1, errors);
        int size = number(parameters, "size", 1, MAX_SIZE, DEFAULT_SIZE, errors);
        String cursor = text(parameters, "cursor");
        if (cursor == null && (long) page * size > MAX_DEPTH) {
            errors.add("page", "OUT_OF_RANGE");
        }
        boolean given = text(parameters, "page") != null || text(parameters, "size") != null;
        return new Paging(page, size, text(parameters, "sort"), cursor, given);
    }

    private static int number(
            Map<String, String[]> parameters, String name, int min, int max, int fallback, FieldErrors errors) {
        String text = text(parameters, name);
        if (text == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
            errors.add(name, "OUT_OF_RANGE");
        } catch (NumberFormatException notANumber) {
            errors.add(name, "INVALID");
        }
        return fallback;
    }

    private static @Nullable String text(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        return values == null || values.length == 0 || values[0].isBlank() ? null : values[0];
    }
}
