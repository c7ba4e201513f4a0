package com.shemamusic.shared.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Reads lists of entity tags as they come from outside: what is malformed is a tag that nothing has. */
public final class EntityTags {

    private EntityTags() {}

    /** Whether the values of an {@code If-None-Match} name that tag, strong or weak, or any at all. */
    public static boolean name(String tag, Collection<String> values) {
        return in(values).anyMatch(known -> known.equals("*") || known.equals(tag));
    }

    /** The tags without their mark of weakness. */
    static Stream<String> in(Collection<String> values) {
        return values.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(known -> known.trim().replaceFirst("^W/", ""))
                .filter(known -> !known.isEmpty());
    }

    static Stream<String> in(String value) {
        return in(List.of(value));
    }
}
