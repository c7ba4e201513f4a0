package com.shemamusic.attendance.register;

import java.util.Locale;

enum MarkStatus {
    PRESENT,
    ABSENT,
    LATE,
    EXCUSED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
