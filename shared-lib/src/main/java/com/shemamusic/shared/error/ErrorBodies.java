package com.shemamusic.shared.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Makes error bodies: looks the text up by code, in Indonesian unless the caller prefers English. */
public final class ErrorBodies {

    /** The language of a caller who names none we speak. */
    public static final Locale DEFAULT_LANGUAGE = Locale.of("id");

    private static final List<Locale> LANGUAGES = List.of(DEFAULT_LANGUAGE, Locale.ENGLISH);
    private final MessageSource messages;

    public ErrorBodies(MessageSource messages) {
        this.messages = messages;
    }

    /** The language to answer in for an {@code Accept-Language} header; a header that cannot be read counts as absent. */
    public static Locale language(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return DEFAULT_LANGUAGE;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return found == null ? DEFAULT_LANGUAGE : found;
        } catch (IllegalArgumentException unreadable) {
            return DEFAULT_LANGUAGE;
        }
    }

    /** The body for a refusal. */
    public ErrorBody of(ApiException refusal, Locale language, String requestId) {
        if (refusal instanceof ValidationFailedException invalid) {
            Map<String, Object> details = new LinkedHashMap<>(refusal.details());
            details.put("fields", fields(invalid.fields(), language));
            return new ErrorBody(text(refusal.code(), language), refusal.code(), details, requestId);
        }
        return new ErrorBody(text(refusal.code(), language), refusal.code(), refusal.details(), requestId);
    }

    /** The text of a code in a language; a code without one reads as the general failure text. */
    public String text(String code, Locale language) {
        String found = messages.getMessage("error." + code, null, null, language);
        if (found != null) {
            return found;
        }
        String general = messages.getMessage("error.GENERAL", null, code, language);
        return general == null ? code : general;
    }

    private List<Map<String, String>> fields(List<FieldErrors.FieldError> fields, Locale language) {
        return fields.stream()
                .map(field -> {
                    Map<String, String> shown = new LinkedHashMap<>();
                    shown.put("field", field.field());
                    shown.put("code", field.code());
                    shown.put("message", fieldText(field.code(), language));
                    return shown;
                })
                .toList();
    }

    private String fieldText(String code, Locale language) {
        String found = messages.getMessage("field." + code, null, null, language);
        return found == null ? text("VALIDATION_FAILED", language) : found;
    }
}
