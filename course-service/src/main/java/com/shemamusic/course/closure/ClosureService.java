package com.shemamusic.course.closure;

import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.course.schedule.Schedule;
import com.shemamusic.course.schedule.ScheduleChanges;
import com.shemamusic.course.schedule.Timetables;
import com.shemamusic.course.store.Locks;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Closes and opens days. */
@Service
class ClosureService {

    /** A new closure and the classes that stand in its days. */
    record Created(UUID id, String name, LocalDate from, LocalDate to, List<Schedule> affected) {}

    private final JdbcClient jdbc;
    private final ScheduleChanges schedules;
    private final Timetables timetables;
    private final Transactions transactions;

    ClosureService(JdbcClient jdbc, ScheduleChanges schedules, Timetables timetables, Transactions transactions) {
        this.jdbc = jdbc;
        this.schedules = schedules;
        this.timetables = timetables;
        this.transactions = transactions;
    }

    Page<Closure> list(Paging paging) {
        return ListQuery.of("id, name, from_day, to_day", "closures")
                .sort("from", "from_day", "date")
                .page(jdbc, paging, ClosureService::closure);
    }

    /** Closes days; the classes that stand there are listed, and cancelled for the closure's name when wanted. */
    Created create(CreateClosureRequest request) {
        UUID id = Ids.next();
        return transactions.write(() -> {
            jdbc.sql("select pg_advisory_xact_lock(:closures)")
                    .param("closures", Locks.CLOSURES)
                    .query(row -> {});
            jdbc.sql("insert into closures (id, name, from_day, to_day) values (:id, :name, :from, :to)")
                    .param("id", id)
                    .param("name", request.name())
                    .param("from", request.from())
                    .param("to", request.to())
                    .update();
            List<UUID> affected = timetables.upcoming(request.from(), request.to());
            if (request.resolve() == CreateClosureRequest.Resolve.CANCEL) {
                schedules.cancelAll(affected, request.name());
            }
            return new Created(id, request.name(), request.from(), request.to(), timetables.findAll(affected));
        });
    }

    /** Opens days again; classes cancelled for them stay cancelled. */
    void delete(UUID id) {
        if (jdbc.sql("delete from closures where id = :id").param("id", id).update() == 0) {
            throw ApiException.notFound("CLOSURE_NOT_FOUND");
        }
    }

    private static Closure closure(ResultSet row, int number) throws SQLException {
        return new Closure(
                uuid(row, "id"),
                row.getString("name"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class));
    }
}
