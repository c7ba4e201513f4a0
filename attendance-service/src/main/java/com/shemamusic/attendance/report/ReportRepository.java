package com.shemamusic.attendance.report;

import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.time.SchoolTime;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class ReportRepository {

    private static final int ROWS_AT_ONCE = 500;
    private static final int EXPORT_SECONDS = 30;
    private final ReportDatabase reports;
    private final SchoolTime time;

    ReportRepository(ReportDatabase reports, SchoolTime time) {
        this.reports = reports;
        this.time = time;
    }

    Page<ReportRow> page(ReportFilter filter, Paging paging) {
        ReportQuery query = ReportQuery.of(filter, time);
        ListQuery list = ListQuery.of(ReportQuery.COLUMNS, query.from()).id("id");
        switch (filter.groupBy()) {
            case SCHEDULE -> list.sort("starts_at", "starts_at", "timestamptz").defaultSort("-starts_at");
            case COURSE, INSTRUCTOR -> sortedBySums(list.sort("name", "coalesce(name, '')", "text"));
            case STUDENT, MONTH -> sortedBySums(list.sort("key", "key::text", "text"));
        }
        query.parameters().forEach(list::param);
        return reports.read(database -> list.page(database, paging, ReportRow::of));
    }

    private static void sortedBySums(ListQuery list) {
        list.countedAlong()
                .sort("present", "present", "bigint")
                .sort("absent", "absent", "bigint")
                .sort("late", "late", "bigint")
                .sort("excused", "excused", "bigint")
                .sort("unmarked", "unmarked", "bigint")
                .sort("attendance_rate", "coalesce(attendance_rate, 2)", "numeric");
    }

    /** Hands over every row in the report's order; must run in {@link ReportDatabase#stream}, or the driver reads all rows at once. */
    void stream(DataSource database, ReportFilter filter, Consumer<ReportRow> sink) {
        ReportQuery query = ReportQuery.of(filter, time);
        String order = switch (filter.groupBy()) {
            case SCHEDULE -> "starts_at desc, id";
            case COURSE, INSTRUCTOR -> "name, id";
            case STUDENT, MONTH -> "key";
        };
        JdbcTemplate template = new JdbcTemplate(database);
        template.setFetchSize(ROWS_AT_ONCE);
        template.setQueryTimeout(EXPORT_SECONDS);
        int[] row = new int[1];
        new NamedParameterJdbcTemplate(template)
                .query(
                        "select " + ReportQuery.COLUMNS + " from " + query.from() + " order by " + order,
                        new MapSqlParameterSource(query.parameters()),
                        rs -> {
                            sink.accept(ReportRow.of(rs, row[0]++));
                        });
    }
}
