package com.shemamusic.enrollment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Enrollment forms, right ones that a test makes wrong where it wants. */
public final class Forms {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Forms() {}

    public static Forms adult(UUID course) {
        Forms form = new Forms();
        form.fields.put("course_id", course.toString());
        form.fields.put("full_name", "Siti Rahayu");
        form.fields.put("email", "siti@example.com");
        form.fields.put("phone", "0812-3456-7890");
        form.fields.put("birth_date", "1990-05-17");
        form.fields.put("experience_level", "beginner");
        form.fields.put("preferred_days", List.of("monday", "saturday"));
        form.fields.put("time_preferences", List.of(Map.of("start", "15:00", "end", "17:30")));
        form.fields.put("consent", Map.of("terms", true, "privacy", true));
        form.fields.put("captcha_token", "pass");
        return form;
    }

    public Forms email(String email) {
        return with("email", email);
    }

    public Forms with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    public Forms without(String field) {
        fields.remove(field);
        return this;
    }

    public String json() {
        try {
            return JSON.writeValueAsString(fields);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }
}
