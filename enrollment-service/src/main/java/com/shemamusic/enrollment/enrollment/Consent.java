package com.shemamusic.enrollment.enrollment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody agreed to. */
public record Consent(
        @Nullable Boolean terms,
        @Nullable Boolean privacy,
        @Nullable Boolean guardian,
        @Nullable Boolean marketing,
        @Nullable Boolean whatsapp) {

    static final Consent NONE = new Consent(null, null, null, null, null);

    /** The purposes agreed to, by name. */
    public List<String> purposes() {
        List<String> purposes = new ArrayList<>();
        add(purposes, terms, "terms");
        add(purposes, privacy, "privacy");
        add(purposes, guardian, "guardian");
        add(purposes, marketing, "marketing");
        add(purposes, whatsapp, "whatsapp");
        return purposes;
    }

    static Consent of(List<String> purposes) {
        return new Consent(
                purposes.contains("terms"),
                purposes.contains("privacy"),
                purposes.contains("guardian"),
                purposes.contains("marketing"),
                purposes.contains("whatsapp"));
    }

    private static void add(List<String> purposes, @Nullable Boolean given, String name) {
        if (Boolean.TRUE.equals(given)) {
            purposes.add(name);
        }
    }
}
