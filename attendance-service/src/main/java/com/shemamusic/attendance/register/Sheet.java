package com.shemamusic.attendance.register;

import com.shemamusic.attendance.register.SheetRepository.SheetClass;
import com.shemamusic.attendance.roster.Roster;
import com.shemamusic.shared.time.SchoolTime;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** A page to print: a line for each student, a column for each class of the month, free lines for who comes unannounced. */
record Sheet(Roster roster, YearMonth month, List<SheetClass> classes, List<Line> lines, SchoolTime time) {

    record Line(String name, Map<UUID, @Nullable String> marks) {}

    private record Words(String title, String instructor, String student, String legend, Map<String, String> letters) {}

    private static final int FREE_LINES = 3;
    private static final Words INDONESIAN = new Words(
            "Daftar hadir",
            "Pengajar",
            "Siswa",
            "H hadir, T terlambat, A absen, I izin",
            Map.of("present", "H", "late", "T", "absent", "A", "excused", "I"));
    private static final Words ENGLISH = new Words(
            "Attendance sheet",
            "Instructor",
            "Student",
            "P present, L late, A absent, E excused",
            Map.of("present", "P", "late", "L", "absent", "A", "excused", "E"));
    private static final String STYLE = """
            @page { size: A4 landscape; margin: 14mm }
            body { font: 11pt sans-serif; color: #000 }
            h1 { font-size: 16pt; margin: 0 0 2mm } p { margin: 0 0 4mm }
            table { border-collapse: collapse; width: 100% } thead { display: table-header-group }
            tr { break-inside: avoid } th, td { border: 0.3mm solid #444; padding: 1.5mm 2mm; height: 7mm }
            th { background: #eee; -webkit-print-color-adjust: exact; print-color-adjust: exact }
            td + td, th + th { text-align: center; width: 16mm } .name { text-align: left; width: auto }
            """;

    String html(Locale language) {
        Words words = language.getLanguage().equals("en") ? ENGLISH : INDONESIAN;
        LocalDateTime start = LocalDateTime.ofInstant(roster.startsAt(), time.zone());
        DateTimeFormatter monthName = DateTimeFormatter.ofPattern("MMMM yyyy", language);
        DateTimeFormatter slot = DateTimeFormatter.ofPattern("EEEE HH:mm", language);
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"" + language.getLanguage() + "\"><head>")
                .append("<meta charset=\"utf-8\"><title>" + words.title + "</title><style>\n" + STYLE
                        + "</style></head><body>\n")
                .append("<h1>" + words.title + ": " + text(roster.courseName()) + ", " + month.format(monthName)
                        + "</h1>\n")
                .append("<p>" + slot.format(start) + " · " + words.instructor + ": " + text(roster.instructorName())
                        + " · " + words.legend + "</p>\n<table><thead><tr><th class=\"name\">" + words.student
                        + "</th>");
        DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMM", language);
        classes.forEach(one -> page.append("<th>" + day.format(time.dateOf(one.startsAt())) + "</th>"));
        page.append("</tr></thead><tbody>\n");
        lines.forEach(line -> row(page, line, words));
        for (int i = 0; i < FREE_LINES; i++) {
            row(page, new Line("", Map.of()), words);
        }
        return page.append("</tbody></table></body></html>\n").toString();
    }

    private void row(StringBuilder page, Line line, Words words) {
        page.append("<tr><td class=\"name\">" + text(line.name) + "</td>");
        for (SheetClass one : classes) {
            String status = line.marks.get(one.scheduleId());
            page.append("<td>" + (status == null ? "" : words.letters.getOrDefault(status, "")) + "</td>");
        }
        page.append("</tr>\n");
    }

    private static String text(@Nullable String value) {
        return HtmlUtils.htmlEscape(Objects.requireNonNullElse(value, ""));
    }
}
