package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.booking.Booking.BookingStudent;
import com.shemamusic.enrollment.booking.Booking.Choice;
import com.shemamusic.enrollment.enrollment.CourseName;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads bookings as they stand by the database's clock: one past its hour is expired, swept or not. */
@Component
class BookingReader {

    private static final String STATUS = """
            (case when b.status = 'pending' and b.expires_at <= now() and b.confirm_slot_id is null
            then 'expired' else b.status end)""";

    private static final String COLUMNS =
            "b.*, " + STATUS + " as shown_status, e.student_id, e.full_name, e.email, e.course_name, e.erased_at";
    private static final String TABLES = "bookings b join enrollments e on e.id = b.enrollment_id";
    private static final String SHOWN = "b.status not in ('requested', 'abandoned')";
    private final JdbcClient jdbc;

    BookingReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Booking> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from " + TABLES + " where b.id = :id and " + SHOWN)
                .param("id", id)
                .query((rs, n) -> map(rs))
                .optional();
    }

    List<Booking> findAll(List<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + " from " + TABLES + " where b.id = any(:ids) and " + SHOWN)
                .param("ids", ids.toArray(UUID[]::new))
                .query((rs, n) -> map(rs))
                .list();
    }

    Booking get(UUID id) {
        return find(id).orElseThrow(() -> ApiException.notFound("BOOKING_NOT_FOUND"));
    }

    Page<Booking> page(@Nullable String status, @Nullable UUID courseId, Paging paging) {
        return ListQuery.of(COLUMNS, TABLES)
                .where(SHOWN)
                .where(STATUS + " = :status", "status", status)
                .where("b.course_id = :courseId", "courseId", courseId)
                .sort("expires_at", "b.expires_at", "timestamptz")
                .sort("created_at", "b.created_at", "timestamptz")
                .id("b.id")
                .page(jdbc, paging, (rs, n) -> map(rs));
    }

    BookingStats stats() {
        return jdbc.sql("""
                        select count(*) filter (where s = 'pending') as pending,
                            count(*) filter (where s = 'confirmed') as confirmed,
                            count(*) filter (where s = 'rejected') as rejected,
                            count(*) filter (where s = 'expired') as expired,
                            count(*) filter (where s = 'pending' and expires_at <= now() + interval '24 hours') as soon
                        from (select %s as s, b.expires_at from bookings b where %s) shown
                        """.formatted(STATUS, SHOWN))
                .query((rs, n) -> new BookingStats(
                        rs.getLong("pending"),
                        rs.getLong("confirmed"),
                        rs.getLong("rejected"),
                        rs.getLong("expired"),
                        rs.getLong("soon")))
                .single();
    }

    private static Booking map(ResultSet rs) throws SQLException {
        return new Booking(
                rs.getObject("id", UUID.class),
                rs.getString("shown_status"),
                rs.getObject("enrollment_id", UUID.class),
                new BookingStudent(
                        rs.getObject("student_id", UUID.class), rs.getString("full_name"), rs.getString("email")),
                new CourseName(rs.getObject("course_id", UUID.class), rs.getString("course_name")),
                choice(rs, "first"),
                choice(rs, "second"),
                rs.getObject("confirmed_slot_id", UUID.class),
                ids(rs.getArray("placed_slot_ids")),
                ids(rs.getArray("full_slot_ids")),
                rs.getString("reason"),
                rs.getTimestamp("created_at").toInstant(),
                rs.getTimestamp("expires_at").toInstant(),
                rs.getLong("version"));
    }

    private static Choice choice(ResultSet rs, String which) throws SQLException {
        Timestamp starts = rs.getTimestamp(which + "_starts_at");
        Timestamp ends = rs.getTimestamp(which + "_ends_at");
        return new Choice(
                rs.getObject(which + "_slot_id", UUID.class),
                starts == null ? null : starts.toInstant(),
                ends == null ? null : ends.toInstant(),
                !rs.getBoolean(which + "_dropped"));
    }

    private static @Nullable List<UUID> ids(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((UUID[]) array.getArray());
    }
}
