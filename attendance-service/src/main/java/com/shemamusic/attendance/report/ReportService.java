package com.shemamusic.attendance.report;

import com.shemamusic.attendance.client.user.StudentNames;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/** Reports with the names that belong to them. */
@Service
class ReportService {

    private static final int NAMES_AT_ONCE = 500;
    private final ReportRepository reports;
    private final StudentNames names;
    private final ReportDatabase database;

    ReportService(ReportRepository reports, StudentNames names, ReportDatabase database) {
        this.reports = reports;
        this.names = names;
        this.database = database;
    }

    Page<ReportRow> page(ReportFilter filter, Paging paging) {
        Page<ReportRow> page = reports.page(filter, paging);
        return filter.groupBy() == GroupBy.STUDENT ? page.with(withNames(page.data())) : page;
    }

    /** Every row of the report, one after the other; no more than a few hundred are held at a time. */
    void export(ReportFilter filter, Consumer<ReportRow> sink) {
        database.stream(source -> {
            if (filter.groupBy() != GroupBy.STUDENT) {
                reports.stream(source, filter, sink);
                return;
            }
            List<ReportRow> waiting = new ArrayList<>();
            reports.stream(source, filter, row -> {
                waiting.add(row);
                if (waiting.size() == NAMES_AT_ONCE) {
                    withNames(waiting).forEach(sink);
                    waiting.clear();
                }
            });
            withNames(waiting).forEach(sink);
        });
    }

    private List<ReportRow> withNames(List<ReportRow> rows) {
        Map<UUID, String> known =
                names.of(rows.stream().map(row -> UUID.fromString(row.key())).toList());
        return rows.stream()
                .map(row -> row.named(known.get(UUID.fromString(row.key()))))
                .toList();
    }
}
