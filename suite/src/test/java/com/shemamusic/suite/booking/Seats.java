package com.shemamusic.suite.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds what enrollment-service, course-service and attendance-service have stored about bookings and seats to each other. */
public final class Seats {

    /** Bookings that are neither one thing nor the other: a step of them is still to be done. */
    private static final String UNFINISHED = """
            select id from shema.bookings b where status = 'requested' or confirm_slot_id is not null and status = 'pending'
                or status = 'pending' and expires_at <= now() or release_due and releases = 0""";

    /** Every way in which a booking and its seats can disagree. */
    private static final Map<String, String> DISAGREEMENTS = Map.of(
            "pending bookings without both seats", """
            select b.id from shema.bookings b where b.status = 'pending' and 2 <> (
                select count(*) from shema.class_seats s where s.booking_id = b.id and s.state = 'held' and s.expires_at > now()
                  and s.schedule_id in (b.first_slot_id, b.second_slot_id))""",
            "confirmed bookings without their one seat", """
            select b.id from shema.bookings b join shema.enrollments e on e.id = b.enrollment_id where b.status = 'confirmed' and not (
                1 = (select count(*) from shema.class_seats s where s.booking_id = b.id) and exists (
                select from shema.class_seats s where s.booking_id = b.id and s.state = 'taken'
                  and s.schedule_id = b.confirmed_slot_id and s.student_id = e.student_id))""",
            "seats of no booking", """
            select s.id from shema.class_seats s left join shema.bookings b on b.id = s.booking_id
            where s.booking_id is not null and coalesce(b.status not in ('pending', 'confirmed'), true)
              and (s.state = 'taken' or s.expires_at > now())""",
            "classes that count their seats wrongly", """
            select c.id from shema.class_schedules c where c.seats_taken <> (
                select count(*) from shema.class_seats s where s.schedule_id = c.id and s.state = 'taken')""",
            "classes with more seats given than there are", """
            select c.id from shema.class_schedules c where c.seats < (
                select count(*) from shema.class_seats s where s.schedule_id = c.id and (s.state = 'taken' or s.expires_at > now()))""",
            "enrollments with two open bookings", """
            select enrollment_id from shema.bookings b where status = 'pending' group by enrollment_id having count(*) > 1""",
            "bookings that ended other than once", """
            select b.id from shema.bookings b where b.status not in ('pending', 'abandoned') and 1 <> (
                select count(*) from shema.enrollment_outbox o where o.aggregate_id = b.id
                  and o.channel in ('booking.confirmed', 'booking.rejected', 'booking.expired'))""",
            "bookings made other than once", """
            select b.id from shema.bookings b where b.status <> 'abandoned' and 1 <> (
                select count(*) from shema.enrollment_outbox o where o.aggregate_id = b.id and o.channel = 'booking.created')""",
            "students on a register without a seat, or the other way round", """
            select coalesce(s.student_id, a.student_id) from (select * from shema.class_seats t where state = 'taken') s
            full join (select * from shema.schedule_attendees where active) a
              on a.schedule_id = s.schedule_id and a.student_id = s.student_id
            where s.student_id is null or a.student_id is null""");

    private static final String OF_COURSE = "(select * from shema.%s where course_id = cast(:course as uuid))";
    private final JdbcClient database;
    private final String course;

    /** Looks at one course only, so that other tests of a suite do not count. */
    public Seats(JdbcClient database, String course) {
        this.database = database;
        this.course = course;
    }

    /** Waits a minute at most until no booking is half done. */
    public void settle() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> list(UNFINISHED), List::isEmpty);
    }

    /** Fails naming every disagreement; what follows by event gets half a minute. */
    public void agree() {
        DISAGREEMENTS.forEach((what, sql) -> Awaitility.await(what)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(list(sql)).as(what).isEmpty()));
        assertThat(
                        count(
                                "select count(*) from shema.class_seats s where booking_id is not null and (state = 'taken' or expires_at > now())"))
                .as("seats held and taken for bookings")
                .isEqualTo(2 * bookings("pending") + bookings("confirmed"));
    }

    public long bookings(String status) {
        return count("select count(*) from shema.bookings b where status = '" + status + "'");
    }

    /** The ids of all bookings that came about. */
    public List<String> bookings() {
        return query("select id::text from shema.bookings b where status <> 'abandoned'")
                .query(String.class)
                .list();
    }

    private long count(String sql) {
        return query(sql).query(Long.class).single();
    }

    private List<String> list(String sql) {
        return query(sql + " limit 10").query(String.class).list();
    }

    private JdbcClient.StatementSpec query(String sql) {
        String seats = "(select * from shema.class_seats where schedule_id in (select id from "
                + OF_COURSE.formatted("class_schedules") + " c))";
        String narrowed = sql.replace("shema.bookings", OF_COURSE.formatted("bookings"))
                .replace("shema.schedule_attendees", OF_COURSE.formatted("schedule_attendees") + " attending")
                .replace("shema.class_seats", seats)
                .replace("shema.class_schedules c ", OF_COURSE.formatted("class_schedules") + " c ");
        return database.sql(narrowed).param("course", course);
    }
}
