package com.shemamusic.enrollment.notification;

import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.enrollment.enrollment.TimePreference;
import com.shemamusic.shared.time.SchoolTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times in the school's zone, days, states and our own reasons, as people read them. */
@Component
class SchoolWords {

    private static final String DAY = "EEEE, d MMMM yyyy, ";
    private final SchoolTime time;

    SchoolWords(SchoolTime time) {
        this.time = time;
    }

    /** As in {@code Senin, 5 Januari 2026, 15.30 WIB}. */
    @Nullable
    String time(@Nullable Instant instant, Locale locale) {
        return instant == null ? null : format(instant, DAY + clock(locale) + " z", locale);
    }

    /** As in {@code Monday, 5 January 2026, 15:30–16:30 WIB}. */
    @Nullable
    String hours(@Nullable Instant from, @Nullable Instant to, Locale locale) {
        return from == null || to == null
                ? time(from, locale)
                : format(from, DAY + clock(locale), locale) + "–" + format(to, clock(locale) + " z", locale);
    }

    String days(List<DayOfWeek> days, Locale locale) {
        return days.stream()
                .map(day -> day.getDisplayName(TextStyle.FULL, locale))
                .collect(Collectors.joining(", "));
    }

    String times(List<TimePreference> times, Locale locale) {
        DateTimeFormatter clock = DateTimeFormatter.ofPattern(clock(locale), locale);
        return times.stream()
                .map(range -> clock.format(range.start()) + "–" + clock.format(range.end()))
                .collect(Collectors.joining(", "));
    }

    static String status(EnrollmentStatus status, Locale locale) {
        boolean english = english(locale);
        return switch (status) {
            case PENDING -> english ? "being reviewed" : "sedang kami periksa";
            case WAITLISTED -> english ? "on the waiting list" : "dalam daftar tunggu";
            case ACTIVE -> english ? "approved" : "disetujui";
            case REJECTED -> english ? "not accepted" : "tidak diterima";
            case CANCELLED -> english ? "cancelled" : "dibatalkan";
            case COMPLETED -> english ? "completed" : "selesai";
        };
    }

    /** Our own reasons are words of the code; an admin's stand as written. */
    @Nullable
    String reason(@Nullable String reason, Locale locale) {
        return switch (reason) {
            case "class_unavailable" ->
                english(locale)
                        ? "the classes you chose were cancelled or moved"
                        : "kelas yang Anda pilih dibatalkan atau dipindahkan";
            case "enrollment_ended" -> english(locale) ? "the enrollment has ended" : "pendaftaran telah berakhir";
            case null, default -> reason;
        };
    }

    private String format(Instant instant, String pattern, Locale locale) {
        return DateTimeFormatter.ofPattern(pattern, locale)
                .withZone(time.zone())
                .format(instant);
    }

    private static String clock(Locale locale) {
        return english(locale) ? "HH:mm" : "HH.mm";
    }

    private static boolean english(Locale locale) {
        return locale.getLanguage().equals("en");
    }
}
