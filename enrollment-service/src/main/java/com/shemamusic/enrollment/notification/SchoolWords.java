package com.shemamusic.enrollment.notification;

import com.shemamusic.shared.time.SchoolTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times in the school's zone, and our own reasons, as people read them. */
@Component
class SchoolWords {

    private final SchoolTime time;

    SchoolWords(SchoolTime time) {
        this.time = time;
    }

    @Nullable
    String time(@Nullable Instant instant, Locale locale) {
        return instant == null
                ? null
                : DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm z", locale)
                        .withZone(time.zone())
                        .format(instant);
    }

    /** Our own reasons are words of the code; an admin's stand as written. */
    @Nullable
    String reason(@Nullable String reason, Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        return switch (reason) {
            case "class_unavailable" ->
                english
                        ? "the classes you chose were cancelled or moved"
                        : "kelas yang Anda pilih dibatalkan atau dipindahkan";
            case "enrollment_ended" -> english ? "the enrollment has ended" : "pendaftaran telah berakhir";
            case null, default -> reason;
        };
    }
}
