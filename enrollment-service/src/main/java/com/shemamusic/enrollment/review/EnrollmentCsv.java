package com.shemamusic.enrollment.review;

import com.shemamusic.enrollment.enrollment.Enrollment;
import com.shemamusic.enrollment.enrollment.EnrollmentFilter;
import com.shemamusic.enrollment.enrollment.Enrollments;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.time.SchoolTime;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes enrollments as CSV, page by page, so that an export of any size needs the memory of one page. */
@Component
class EnrollmentCsv {

    private static final int PAGE = 100;
    private static final String[] HEADER = {
        "registration_number",
        "status",
        "course",
        "full_name",
        "email",
        "phone",
        "birth_date",
        "guardian_name",
        "guardian_phone",
        "experience_level",
        "preferred_days",
        "placed",
        "language",
        "notes",
        "submitted_at"
    };
    private static final Pattern FORMULA = Pattern.compile("((?:^|[;\\t\\r\\n])[\\s\"']*)(?=[=+\\-@＝＋－＠])");
    private final Enrollments enrollments;
    private final SchoolTime time;

    EnrollmentCsv(Enrollments enrollments, SchoolTime time) {
        this.enrollments = enrollments;
        this.time = time;
    }

    void write(EnrollmentFilter filter, HttpServletResponse response) throws IOException {
        Page<Enrollment> page = enrollments.page(filter, new Paging(1, PAGE, null, null));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"enrollments.csv\"");
        Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        try (CSVPrinter csv = new CSVPrinter(writer, CSVFormat.RFC4180)) {
            csv.printRecord((Object[]) HEADER);
            while (true) {
                for (Enrollment enrollment : page.data()) {
                    csv.printRecord(row(enrollment));
                }
                String next = page.meta().nextCursor();
                if (next == null) {
                    return;
                }
                csv.flush();
                page = enrollments.page(filter, new Paging(1, PAGE, null, next));
            }
        }
    }

    private Object[] row(Enrollment e) {
        var guardian = e.guardian();
        return new Object[] {
            e.registrationNumber(),
            e.status().text(),
            safe(e.course().name()),
            safe(e.fullName()),
            safe(e.email()),
            safe(e.phone()),
            e.birthDate(),
            safe(guardian == null ? null : guardian.fullName()),
            safe(guardian == null ? null : guardian.phone()),
            lower(e.experienceLevel()),
            String.join(
                    " ", e.preferredDays().stream().map(EnrollmentCsv::lower).toList()),
            e.placed(),
            e.language(),
            safe(e.notes()),
            OffsetDateTime.ofInstant(e.submittedAt(), time.zone())
        };
    }

    /**
     * What a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises: at the beginning of a cell, and where one
     * would begin for a spreadsheet that takes semicolons, tabs or line breaks for separators, as Indonesia's do.
     */
    static String safe(@Nullable String text) {
        return text == null ? "" : FORMULA.matcher(text).replaceAll("$1'");
    }

    private static String lower(@Nullable Enum<?> value) {
        return value == null ? "" : value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
