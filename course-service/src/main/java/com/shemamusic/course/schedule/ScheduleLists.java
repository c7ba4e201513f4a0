package com.shemamusic.course.schedule;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.at;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.course.store.OpenClasses;
import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.time.SchoolTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The timetable, and what is free of it. Only ids are filtered and sorted; the classes of the page are fetched by key. */
@Component
class ScheduleLists {

    private static final int DEFAULT_WEEKS = 8;

    // No class lasts longer than 12 hours, so one that is not over began after that: a bound the index can use.
    private static final String NOT_OVER = "s.ends_at > now() and s.starts_at > now() - interval '12 hours'";

    private final JdbcClient jdbc;
    private final SchoolTime time;
    private final ScheduleRepository schedules;

    ScheduleLists(JdbcClient jdbc, SchoolTime time, ScheduleRepository schedules) {
        this.jdbc = jdbc;
        this.time = time;
        this.schedules = schedules;
    }

    Page<Schedule> list(ScheduleFilter filter, Paging paging) {
        ListQuery query = classes()
                .where("s.starts_at >= :from", "from", startOf(filter.from()))
                .where("s.starts_at < :to", "to", endOf(filter.to()))
                .where("s.course_id = :course", "course", filter.courseId())
                .where("s.instructor_id = :instructor", "instructor", filter.instructorId())
                .where("s.room_id = :room", "room", filter.roomId());
        if (filter.status() != null) {
            query.where(isIn(filter.status()));
        }
        return fetched(query.page(jdbc, paging, (row, n) -> uuid(row, "id")));
    }

    Page<Schedule> available(AvailableFilter filter, Paging paging) {
        LocalDate today = time.today();
        boolean open = filter.from() == null && filter.to() == null;
        LocalDate to = open ? today.plusWeeks(DEFAULT_WEEKS) : filter.to();
        ListQuery query = classes()
                .where(OpenClasses.OPEN)
                .where("s.course_id not in (select id from courses where not is_active)")
                .where("s.starts_at >= :from", "from", startOf(filter.from()))
                .where("s.starts_at < :to", "to", endOf(to))
                .where("s.course_id = :course", "course", filter.courseId())
                .where("s.instructor_id = :instructor", "instructor", filter.instructorId());
        if (filter.day() != null) {
            LocalDate first = filter.from() == null || filter.from().isBefore(today) ? today : filter.from();
            LocalDate last = to == null ? first.plusDays(OpenClasses.HORIZON_DAYS) : to;
            List<Object> edges = OpenClasses.edges(filter.day(), first, last, time.zone());
            query.where(edges.isEmpty() ? "false" : OpenClasses.WITHIN_EDGES).param("edges", array(edges));
        }
        return fetched(query.page(jdbc, paging, (row, n) -> uuid(row, "id")));
    }

    private static ListQuery classes() {
        return ListQuery.of("s.id", "class_schedules s").id("s.id").sort("starts_at", "s.starts_at", "timestamptz");
    }

    /** What {@link ScheduleStatus} says of a class, as a condition that finds an index. */
    private static String isIn(ScheduleStatus status) {
        return switch (status) {
            case CANCELLED -> "s.cancelled_at is not null";
            case COMPLETED -> "s.cancelled_at is null and s.ends_at <= now() and s.starts_at < now()";
            case BOOKED -> "s.cancelled_at is null and s.seats_taken >= s.seats and " + NOT_OVER;
            case RESERVED ->
                "s.cancelled_at is null and s.seats_taken < s.seats and s.id in " + OpenClasses.WITH_HOLDS
                        + " and s.seats_taken + " + OpenClasses.HELD + " >= s.seats and " + NOT_OVER;
            case AVAILABLE -> OpenClasses.FREE + " and " + NOT_OVER;
        };
    }

    private Page<Schedule> fetched(Page<UUID> page) {
        Map<UUID, Schedule> found =
                schedules.findAll(page.data()).stream().collect(Collectors.toMap(Schedule::id, Function.identity()));
        return page.with(
                page.data().stream().map(found::get).filter(Objects::nonNull).toList());
    }

    private @Nullable Object startOf(@Nullable LocalDate day) {
        return day == null ? null : at(time.startOf(day));
    }

    private @Nullable Object endOf(@Nullable LocalDate day) {
        return day == null ? null : at(time.endOf(day));
    }
}
