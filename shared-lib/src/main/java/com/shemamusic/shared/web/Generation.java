package com.shemamusic.shared.web;

import org.jspecify.annotations.Nullable;

/**
 * Says of a public answer that it holds as long as a key in Redis has this value: whoever changes what it shows gives the
 * key another one before the change is acknowledged.
 *
 * @param key the key in Redis
 * @param value what it held before the making of the answer began; never contains white space
 */
public record Generation(String key, String value) {

    /** The header between a service and the gateway, which does not pass it on. */
    public static final String HEADER = "X-Answer-Generation";

    /** The generation a header names, or null when it names none. */
    public static @Nullable Generation parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        int space = header.indexOf(' ');
        return space < 0 ? null : new Generation(header.substring(0, space), header.substring(space + 1));
    }

    /** As the header has it. */
    @Override
    public String toString() {
        return key + ' ' + value;
    }
}
