package com.shemamusic.attendance.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InsightRepository {

    /** Classes over for so long should have been marked. */
    private static final String UNMARKED =
            "not r.cancelled and r.students > 0 and r.marked = 0 and r.ends_at <= now() - interval '2 hours'";

    record UnmarkedClass(
            UUID scheduleId,
            UUID courseId,
            @Nullable String courseName,
            @Nullable String instructorName,
            Instant startsAt,
            Instant endsAt,
            int students) {}

    record AtRisk(UUID studentId, @Nullable String fullName, long absences, Instant lastAbsence) {}

    record Stats(
            @JsonProperty("attendance_rate_30d") @Nullable BigDecimal attendanceRate30d,
            long markedCount,
            long presentCount,
            long absentCount,
            long lateCount,
            long excusedCount,
            long unmarkedPastCount) {}

    record Period(
            String period,
            long markedCount,
            long presentCount,
            long absentCount,
            long lateCount,
            long excusedCount,
            @Nullable BigDecimal attendanceRate) {}

    private final JdbcClient jdbc;
    private final ReportDatabase reports;

    InsightRepository(JdbcClient jdbc, ReportDatabase reports) {
        this.jdbc = jdbc;
        this.reports = reports;
    }

    /** A list to work off: what has just been marked must be gone from it, so it is not read where reports are. */
    Page<UnmarkedClass> unmarked(Paging paging) {
        return ListQuery.of("r.*", "class_rosters r")
                .where(UNMARKED)
                .sort("ends_at", "r.ends_at", "timestamptz")
                .id("r.schedule_id")
                .page(
                        jdbc,
                        paging,
                        (rs, row) -> new UnmarkedClass(
                                rs.getObject("schedule_id", UUID.class),
                                rs.getObject("course_id", UUID.class),
                                rs.getString("course_name"),
                                rs.getString("instructor_name"),
                                rs.getTimestamp("starts_at").toInstant(),
                                rs.getTimestamp("ends_at").toInstant(),
                                rs.getInt("students")));
    }

    Page<AtRisk> atRisk(int absences, Instant since, Paging paging) {
        String risky = """
                (select a.student_id, count(*) as absences, max(a.starts_at) as last_absence
                 from schedule_attendees a
                 where a.active and a.status = 'absent' and a.starts_at >= :since
                 group by a.student_id having count(*) >= :least) risk""";
        ListQuery list = ListQuery.of("risk.*", risky)
                .param("since", Timestamp.from(since))
                .param("least", absences)
                .sort("absences", "absences", "bigint")
                .sort("last_absence", "last_absence", "timestamptz")
                .defaultSort("-absences")
                .id("student_id");
        return reports.read(database -> list.page(
                database,
                paging,
                (rs, row) -> new AtRisk(
                        rs.getObject("student_id", UUID.class),
                        null,
                        rs.getLong("absences"),
                        rs.getTimestamp("last_absence").toInstant())));
    }

    Stats stats(Instant since) {
        return reports.read(database -> database.sql("""
                        with counted as (
                            select coalesce(sum(present), 0) as present, coalesce(sum(absent), 0) as absent,
                                   coalesce(sum(late), 0) as late, coalesce(sum(excused), 0) as excused
                            from class_rosters where not cancelled
                        ), recent as (
                            select sum(present) as present, sum(absent) as absent, sum(late) as late
                            from class_rosters where not cancelled and starts_at >= :since
                        )
                        select c.*, (select %s from recent) as rate,
                               (select count(*) from class_rosters r where %s) as unmarked
                        from counted c
                        """.formatted(ReportQuery.RATE, UNMARKED))
                .param("since", Timestamp.from(since))
                .query((rs, row) -> new Stats(
                        rs.getBigDecimal("rate"),
                        rs.getLong("present") + rs.getLong("absent") + rs.getLong("late") + rs.getLong("excused"),
                        rs.getLong("present"),
                        rs.getLong("absent"),
                        rs.getLong("late"),
                        rs.getLong("excused"),
                        rs.getLong("unmarked")))
                .single());
    }

    /** @param unit {@code week} or {@code month} */
    List<Period> trend(String unit, String zone, Instant since, Instant until, @Nullable UUID courseId) {
        return reports.read(database -> database.sql("""
                        select to_char(k, :shape) as period, %s as rate, present, absent, late, excused
                        from (select date_trunc(:unit, starts_at at time zone :zone) as k, sum(present) as present,
                                     sum(absent) as absent, sum(late) as late, sum(excused) as excused
                              from class_rosters
                              where not cancelled and starts_at >= :since and starts_at < :until
                                and (cast(:course as uuid) is null or course_id = :course)
                              group by 1) g
                        where present + absent + late + excused > 0
                        order by k
                        """.formatted(ReportQuery.RATE))
                .param("shape", unit.equals("month") ? "YYYY-MM" : "YYYY-MM-DD")
                .param("unit", unit)
                .param("zone", zone)
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .param("course", courseId)
                .query((rs, row) -> new Period(
                        rs.getString("period"),
                        rs.getLong("present") + rs.getLong("absent") + rs.getLong("late") + rs.getLong("excused"),
                        rs.getLong("present"),
                        rs.getLong("absent"),
                        rs.getLong("late"),
                        rs.getLong("excused"),
                        rs.getBigDecimal("rate")))
                .list());
    }
}
