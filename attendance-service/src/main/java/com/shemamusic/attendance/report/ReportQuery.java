package com.shemamusic.attendance.report;

import com.shemamusic.shared.time.SchoolTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a report. What concerns whole classes is added up from the counters of the rosters, a fraction of the marks;
 * only what concerns students reads their rows. Classes still to come are no part of it, nor are cancelled ones.
 */
record ReportQuery(String from, Map<String, @Nullable Object> parameters) {

    /** Rule 10, over the columns of the report. */
    static final String RATE = "round((present + late)::numeric / nullif(present + late + absent, 0), 2)";

    static final String COLUMNS = "key::text as key, name, present, absent, late, excused, unmarked, attendance_rate";

    private static final String CLASSES = """
            select r.schedule_id, r.course_id, r.instructor_id, r.course_name, r.starts_at,
                   r.present, r.absent, r.late, r.excused, r.students - r.present - r.absent - r.late - r.excused as unmarked
            from class_rosters r
            where not r.cancelled and r.students > 0 and r.starts_at between :since and :until
            """;
    private static final String ONE_STUDENT = """
            select a.student_id, a.schedule_id, a.course_id, r.instructor_id, r.course_name, a.starts_at,
            """;
    private static final String STUDENTS = """
            select a.student_id,
            """;
    private static final String MARKS = """
                   (coalesce(a.status, '') = 'present')::int as present, (coalesce(a.status, '') = 'absent')::int as absent,
                   (coalesce(a.status, '') = 'late')::int as late, (coalesce(a.status, '') = 'excused')::int as excused,
                   (a.status is null)::int as unmarked
            from schedule_attendees a
            """;
    private static final String MARKS_OF = """
            where a.active and a.takes_place and a.starts_at between :since and :until
            """;

    private static final String MARKED = """
            where a.active and a.takes_place and a.status is not null
            """;
    private static final String MONTHS = """
            select student_id, present, absent, late, excused, 0 as unmarked
            from student_months where month >= :firstMonth and month < :lastMonth union all
            """;
    private static final String BOUNDS = """
            (select array_agg(m at time zone :zone order by m)
             from generate_series(date_trunc('month', cast(:since as timestamptz) at time zone :zone),
                                  cast(:until as timestamptz) at time zone :zone, interval '1 month') m)""";
    private static final String MONTH = """
            to_char(date_trunc('month', cast(:since as timestamptz) at time zone :zone) + (k - 1) * interval '1 month',
                    'YYYY-MM')""";

    static ReportQuery of(ReportFilter filter, SchoolTime time) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("zone", time.zone().getId());
        var start = filter.from() == null ? Instant.EPOCH : time.startOf(filter.from());
        parameters.put("since", Timestamp.from(start));
        // Ends are exclusive, and nothing counts before it has begun.
        var now = time.now();
        var end = filter.to() == null ? now : time.endOf(filter.to()).minusNanos(1_000);
        parameters.put("until", Timestamp.from(end.isAfter(now) ? now : end));
        boolean byMonths =
                filter.groupBy() == GroupBy.STUDENT && filter.courseId() == null && filter.studentId() == null;
        String source = byMonths ? months(start, end.isAfter(now) ? now : end, parameters) : source(filter, parameters);
        return new ReportQuery("(" + grouped(filter.groupBy(), source) + ") report", parameters);
    }

    /** Whole months from their totals, what the range has left at both ends from the marks, and who has no mark. */
    private static String months(Instant start, Instant end, Map<String, @Nullable Object> parameters) {
        LocalDate first = LocalDate.ofInstant(start.minusNanos(1), ZoneOffset.UTC)
                .withDayOfMonth(1)
                .plusMonths(1);
        LocalDate last = LocalDate.ofInstant(end, ZoneOffset.UTC).withDayOfMonth(1);
        if (last.isBefore(first)) {
            return STUDENTS + MARKS + MARKS_OF;
        }
        parameters.put("firstMonth", first);
        parameters.put("lastMonth", last);
        parameters.put("low", Timestamp.from(first.atStartOfDay().toInstant(ZoneOffset.UTC)));
        parameters.put("high", Timestamp.from(last.atStartOfDay().toInstant(ZoneOffset.UTC)));
        return MONTHS + STUDENTS + MARKS + MARKED + "and a.starts_at >= :since and a.starts_at < :low union all "
                + STUDENTS + MARKS + MARKED + "and a.starts_at >= :high and a.starts_at <= :until union all "
                + STUDENTS + MARKS + MARKS_OF + "and a.status is null";
    }

    private static String source(ReportFilter filter, Map<String, @Nullable Object> parameters) {
        StringBuilder sql = new StringBuilder();
        boolean rows = filter.studentId() != null || filter.groupBy() == GroupBy.STUDENT;
        if (filter.studentId() != null) {
            sql.append(ONE_STUDENT).append(MARKS).append("join class_rosters r using (schedule_id)\n");
            sql.append(MARKS_OF).append("and a.student_id = :student\n");
            parameters.put("student", filter.studentId());
        } else if (rows) {
            sql.append(STUDENTS).append(MARKS).append(MARKS_OF);
        } else {
            sql.append(CLASSES);
        }
        if (filter.courseId() != null) {
            sql.append(rows ? "and a.course_id = :course\n" : "and r.course_id = :course\n");
            parameters.put("course", filter.courseId());
        }
        return sql.toString();
    }

    private static String grouped(GroupBy groupBy, String source) {
        return switch (groupBy) {
            case STUDENT -> named("k", "null::text", sums("student_id", source));
            case COURSE -> named("k", name("course_name", "course_id"), sums("course_id", source));
            case INSTRUCTOR -> named("k", name("instructor_name", "instructor_id"), sums("instructor_id", source));
            // The bounds of the school's months are worked out once, and not the month of each row.
            case MONTH -> named(MONTH, MONTH, sums("width_bucket(starts_at, " + BOUNDS + ")", source));
            case SCHEDULE -> """
                    select schedule_id as key, schedule_id as id, starts_at, present, absent, late, excused, unmarked, %s as attendance_rate,
                           coalesce(course_name || ' ', '') || to_char(starts_at at time zone :zone, 'YYYY-MM-DD HH24:MI') as name
                    from (%s) s""".formatted(RATE, source);
        };
    }

    private static String sums(String key, String source) {
        return """
                select %s as k, sum(present) as present, sum(absent) as absent, sum(late) as late, sum(excused) as excused,
                       sum(unmarked) as unmarked
                from (%s) s group by 1""".formatted(key, source);
    }

    private static String named(String key, String name, String sums) {
        return """
                select %1$s as key, %2$s as name, md5(k::text)::uuid as id, present, absent, late, excused, unmarked, %3$s as attendance_rate
                from (%4$s) g where k is not null""".formatted(key, name, RATE, sums);
    }

    private static String name(String name, String id) {
        return "(select n.%1$s from class_rosters n where n.%2$s = g.k and n.%1$s is not null limit 1)"
                .formatted(name, id);
    }
}
