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

/**
 * A page to print: a line for each student, a column for each class of the month, free lines for who comes unannounced, and
 * one for signatures. An empty cell waits for a mark; a dash says that she does not sit in that class.
 */
record Sheet(Roster roster, YearMonth month, List<SheetClass> classes, List<Line> lines, SchoolTime time) {

    record Line(String name, Map<UUID, @Nullable String> marks) {}

    private record Words(
            String title,
            String instructor,
            String student,
            String signature,
            String legend,
            Map<String, String> letters) {}

    private static final int FREE_LINES = 3;
    private static final Words INDONESIAN = new Words(
            "Daftar hadir",
            "Pengajar",
            "Siswa",
            "Paraf pengajar",
            "H hadir, T terlambat, A absen, I izin, – tidak terdaftar",
            Map.of("present", "H", "late", "T", "absent", "A", "excused", "I"));
    private static final Words ENGLISH = new Words(
            "Attendance sheet",
            "Instructor",
            "Student",
            "Instructor's signature",
            "P present, L late, A absent, E excused, – not enrolled",
            Map.of("present", "P", "late", "L", "absent", "A", "excused", "E"));
    private static final String STYLE = """
            @page { size: A4 landscape; margin: 12mm }
            body { font: 11pt sans-serif; color: #000; margin: 4mm }
            @media print { body { margin: 0 } }
            h1 { font-size: 16pt; margin: 0 0 2mm } p { margin: 0 0 3mm }
            table { border-collapse: collapse; table-layout: fixed; width: calc(100% - 1mm) } thead { display: table-header-group }
            tr { break-inside: avoid } th, td { border: 0.3mm solid #444; padding: 0 1mm; height: 7.5mm; text-align: center; box-sizing: border-box }
            th, .off { background: #eee; -webkit-print-color-adjust: exact; print-color-adjust: exact }
            .no { width: 8mm } .name { text-align: left; padding: 0 2mm } .signature td { height: 12mm }
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
                        + " · " + words.legend + "</p>\n<table><thead><tr><th class=\"no\">No</th><th class=\"name\">"
                        + words.student
                        + "</th>");
        DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMM", language);
        // A class a day still fits: what the columns need less goes to the names.
        int width = Math.min(16, 200 / Math.max(1, classes.size()));
        classes.forEach(one -> page.append(
                "<th style=\"width: " + width + "mm\">" + day.format(time.dateOf(one.startsAt())) + "</th>"));
        page.append("</tr></thead><tbody>\n");
        for (int i = 0; i < lines.size(); i++) {
            row(page, i + 1, lines.get(i), words);
        }
        for (int i = 1; i <= FREE_LINES; i++) {
            page.append("<tr><td class=\"no\">" + (lines.size() + i) + "</td><td></td>"
                    + "<td></td>".repeat(classes.size()) + "</tr>\n");
        }
        page.append("<tr class=\"signature\"><td class=\"name\" colspan=\"2\">" + words.signature + "</td>"
                + "<td></td>".repeat(classes.size()) + "</tr>\n");
        return page.append("</tbody></table></body></html>\n").toString();
    }

    private void row(StringBuilder page, int number, Line line, Words words) {
        page.append("<tr><td class=\"no\">" + number + "</td><td class=\"name\">" + text(line.name) + "</td>");
        for (SheetClass one : classes) {
            String status = line.marks.get(one.scheduleId());
            if (!line.marks.containsKey(one.scheduleId())) {
                page.append("<td class=\"off\">–</td>");
            } else {
                page.append("<td>" + (status == null ? "" : words.letters.getOrDefault(status, "")) + "</td>");
            }
        }
        page.append("</tr>\n");
    }

    private static String text(@Nullable String value) {
        return HtmlUtils.htmlEscape(Objects.requireNonNullElse(value, ""));
    }
}
