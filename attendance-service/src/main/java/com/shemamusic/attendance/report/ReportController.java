package com.shemamusic.attendance.report;

import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.validation.Query;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AdminOnly
@RequestMapping("/api/attendance")
class ReportController {

    private final ReportService reports;
    private final InsightRepository insight;

    ReportController(ReportService reports, InsightRepository insight) {
        this.reports = reports;
        this.insight = insight;
    }

    @GetMapping(value = "/reports", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<ReportRow> report(@Query ReportFilter filter, Paging paging) {
        return reports.page(filter, paging);
    }

    @GetMapping(value = "/reports", produces = "text/csv")
    @Answers(value = String.class, type = "text/csv")
    void export(@Query ReportFilter filter, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"attendance.csv\"");
        PrintWriter out = response.getWriter();
        CsvWriter csv = new CsvWriter(out);
        csv.line("key", "name", "present", "absent", "late", "excused", "unmarked", "attendance_rate");
        reports.export(
                filter,
                row -> csv.line(
                        row.key(),
                        row.name(),
                        row.present(),
                        row.absent(),
                        row.late(),
                        row.excused(),
                        row.unmarked(),
                        row.attendanceRate()));
        out.flush();
    }

    @GetMapping("/unmarked")
    Page<InsightRepository.UnmarkedClass> unmarked(Paging paging) {
        return insight.unmarked(paging);
    }
}
