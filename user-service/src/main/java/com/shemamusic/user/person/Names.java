package com.shemamusic.user.person;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names as they are kept, compared and searched. */
public final class Names {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Names() {}

    /** Without spaces around, one space between words. */
    public static String spaced(String name) {
        return SPACES.matcher(Normalizer.normalize(name, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
    }

    /** What two spellings of one name have in common: case and spacing folded (rule 2), accents kept. */
    public static String key(String name) {
        // Up and down again folds letters that have several lower-case forms.
        return spaced(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Text to search in or for: as {@link #key} and without accents. */
    public static String searchable(@Nullable String... parts) {
        String joined = Stream.of(parts).filter(part -> part != null).collect(Collectors.joining(" "));
        return key(MARKS.matcher(Normalizer.normalize(joined, Normalizer.Form.NFKD))
                .replaceAll(""));
    }
}
