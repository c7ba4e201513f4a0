package com.shemamusic.attendance.report;

import com.shemamusic.attendance.client.user.StudentNames;
import com.shemamusic.attendance.report.InsightRepository.AtRisk;
import com.shemamusic.attendance.report.InsightRepository.Period;
import com.shemamusic.attendance.report.InsightRepository.Stats;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.time.SchoolTime;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AdminOnly
@RequestMapping("/api/attendance")
class InsightController {

    private static final Duration RECENT = Duration.ofDays(30);
    private static final int MONTHS_SHOWN = 12;

    enum Unit {
        WEEK,
        MONTH
    }

    record Risk(
            @Nullable @Min(1) @Max(100) Integer absences,
            @Nullable @Min(1) @Max(366) Integer days) {}

    record Span(
            @NotNull Unit by,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable UUID courseId) implements SelfChecking {

        @Override
        public void check(FieldErrors errors) {
            errors.addIf(from != null && to != null && to.isBefore(from), "to", "OUT_OF_RANGE");
        }
    }

    private final InsightRepository insight;
    private final StudentNames names;
    private final SchoolTime time;

    InsightController(InsightRepository insight, StudentNames names, SchoolTime time) {
        this.insight = insight;
        this.names = names;
        this.time = time;
    }

    @GetMapping("/at-risk")
    Page<AtRisk> atRisk(@Query Risk risk, Paging paging) {
        int absences = Objects.requireNonNullElse(risk.absences(), 3);
        Duration span = Duration.ofDays(Objects.requireNonNullElse(risk.days(), 30));
        Page<AtRisk> page = insight.atRisk(absences, time.now().minus(span), paging);
        Map<UUID, String> known =
                names.of(page.data().stream().map(AtRisk::studentId).toList());
        return page.map(
                one -> new AtRisk(one.studentId(), known.get(one.studentId()), one.absences(), one.lastAbsence()));
    }

    @GetMapping("/stats")
    Stats stats() {
        return insight.stats(time.now().minus(RECENT));
    }

    /** Without {@code from} and {@code to} the last twelve months, oldest first; a week is named by its Monday. */
    @GetMapping("/stats/trend")
    Page<Period> trend(@Query Span span, Paging paging) {
        LocalDate to = Objects.requireNonNullElse(span.to(), time.today());
        LocalDate from = span.from() != null
                ? span.from()
                : to.minusMonths(MONTHS_SHOWN - 1L).withDayOfMonth(1);
        List<Period> periods = insight.trend(
                span.by().name().toLowerCase(Locale.ROOT),
                time.zone().getId(),
                time.startOf(from),
                time.endOf(to),
                span.courseId());
        return Page.of(periods, paging);
    }
}
