package com.shemamusic.attendance.report;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One line of a report: how often what was marked, and the rate, null without marks (rule 10). */
record ReportRow(
        String key,
        @Nullable String name,
        long present,
        long absent,
        long late,
        long excused,
        long unmarked,
        @Nullable BigDecimal attendanceRate) {

    static ReportRow of(ResultSet rs, int row) throws SQLException {
        return new ReportRow(
                rs.getString("key"),
                rs.getString("name"),
                rs.getLong("present"),
                rs.getLong("absent"),
                rs.getLong("late"),
                rs.getLong("excused"),
                rs.getLong("unmarked"),
                rs.getBigDecimal("attendance_rate"));
    }

    ReportRow named(@Nullable String newName) {
        return new ReportRow(key, newName, present, absent, late, excused, unmarked, attendanceRate);
    }
}
