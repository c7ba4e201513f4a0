package com.shemamusic.course.catalog;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The readable address of a course. */
final class Slugs {

    static final int MAX = 80;
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    // They are paths of their own beside /api/courses/{slug}.
    private static final Set<String> RESERVED = Set.of("facets", "instruments", "stats", "import");

    private Slugs() {}

    static boolean isAllowed(String slug) {
        return FORM.matcher(slug).matches() && !UUID_FORM.matcher(slug).matches() && !RESERVED.contains(slug);
    }

    /** A slug made from a name; {@code course} where a name has no letter or digit that fits. */
    static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = plain.length() > MAX ? plain.substring(0, MAX).replaceAll("-+$", "") : plain;
        if (cut.isEmpty()) {
            return "course";
        }
        return isAllowed(cut) ? cut : "course-" + cut;
    }
}
