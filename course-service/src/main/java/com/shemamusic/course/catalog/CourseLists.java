package com.shemamusic.course.catalog;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.instant;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.course.store.OpenClasses;
import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.time.SchoolTime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds courses: filtered, sorted or best match first, and counted by facet. */
@Component
class CourseLists {

    private static final int DAYS = 7;
    private static final String ON_DAY = "c.id in (select s.course_id from class_schedules s where " + OpenClasses.OPEN
            + " and " + OpenClasses.WITHIN_EDGES + ")";

    /** How many courses there are by what they can be filtered for. */
    record Facets(
            Map<String, Long> instrument,
            Map<String, Long> level,
            Map<String, Long> priceCategory,
            Map<String, Long> day) {

        boolean isEmpty() {
            return instrument.isEmpty() && level.isEmpty() && priceCategory.isEmpty() && day.isEmpty();
        }
    }

    private record Condition(String sql, String name, Object value) {}

    private final JdbcClient jdbc;
    private final SchoolTime time;
    private final CourseSearch search;
    private final CourseRepository courses;
    private final AvailableDays days;

    CourseLists(JdbcClient jdbc, SchoolTime time, CourseSearch search, CourseRepository courses, AvailableDays days) {
        this.jdbc = jdbc;
        this.time = time;
        this.search = search;
        this.courses = courses;
        this.days = days;
    }

    Page<Course> list(CourseFilter filter, Paging paging) {
        Page<UUID> found = searched(
                filter,
                query -> ids(filter, query, paging),
                page -> page.data().isEmpty() && (page.meta().total() == 0 || paging.cursor() != null));
        return found.with(days.complete(courses.inOrder(found.data())));
    }

    /** How many of the filtered courses there are per value, most frequent first, weekdays in their order. */
    Facets facets(CourseFilter filter) {
        return searched(filter, query -> facets(filter, query), Facets::isEmpty);
    }

    /** The answer to what was typed; when that is nothing, the answer to what may have been meant. */
    private <T> T searched(CourseFilter filter, Function<@Nullable String, T> finder, Predicate<T> isNothing) {
        String query = search.query(filter.q());
        T found = finder.apply(query);
        if (query == null || !isNothing.test(found)) {
            return found;
        }
        String wider = search.widerQuery(filter.q());
        return query.equals(wider) ? found : finder.apply(wider);
    }

    // Only ids are sorted and counted; the courses of the page are fetched by their key.
    private Page<UUID> ids(CourseFilter filter, @Nullable String query, Paging paging) {
        ListQuery list = ListQuery.of("c.id", "courses c")
                .id("c.id")
                .sort("name", "lower(c.name)", "text")
                .sort("price", "c.price", "bigint")
                .sort("created_at", "c.created_at", "timestamptz")
                .defaultSort("-created_at");
        if (query != null) {
            list.sort("relevance", "ts_rank(c.search, cast(:query as tsquery))", "real")
                    .defaultSort("-relevance");
        }
        if (query != null || filter.day() != null) {
            list.countedAlong();
        }
        if (!filter.withInactive()) {
            list.where("c.is_active");
        }
        conditions(filter, query).forEach(condition -> list.where(condition.sql, condition.name, condition.value));
        return list.page(jdbc, paging, (row, n) -> uuid(row, "id"));
    }

    private Facets facets(CourseFilter filter, @Nullable String query) {
        StringBuilder where = new StringBuilder(filter.withInactive() ? "true" : "c.is_active");
        Map<String, Object> parameters = new HashMap<>();
        LocalDate today = time.today();
        parameters.put("midnights", array(OpenClasses.midnights(today, lastDay(today), time.zone())));
        parameters.put("today", today.getDayOfWeek().ordinal());
        List<Condition> conditions = conditions(filter, query);
        conditions.forEach(condition -> {
            where.append(" and ").append(condition.sql);
            parameters.put(condition.name, condition.value);
        });
        // Of few courses only their classes are looked at; of all courses all classes, without looking each course up.
        String fewCourses = conditions.isEmpty() ? "true" : "s.course_id in (select id from found)";
        Map<String, Map<String, Long>> facets = new HashMap<>();
        jdbc.sql("""
                with found as materialized (
                    select c.id, c.instrument, c.level, c.price_category from courses c where %s),
                counted as materialized (
                    select instrument, level, price_category, count(*) as n from found group by 1, 2, 3),
                held_on as (
                    select s.course_id, bit_or(1 << (width_bucket(s.starts_at, (select cast(:midnights as timestamptz[])))
                        + %d + :today) %% %d) as days
                    from class_schedules s where %s and %s group by s.course_id),
                weeks as materialized (
                    select days, count(*) as n from held_on where course_id in (select id from found) group by days)
                select 'instrument' as facet, instrument as value, sum(n) as n, 0 as place from counted group by instrument
                union all select 'level', level, sum(n), 0 from counted group by level
                union all select 'price_category', price_category, sum(n), 0 from counted group by price_category
                union all select 'day', day::text, sum(n), day
                    from weeks, generate_series(0, %d) day where days >> day & 1 = 1 group by day
                order by place, n desc, value""".formatted(where, DAYS - 1, DAYS, OpenClasses.OPEN, fewCourses, DAYS - 1))
                .params(parameters)
                .query(row -> {
                    String facet = row.getString("facet");
                    String value = row.getString("value");
                    String shown = facet.equals("day")
                            ? SchoolTime.nameOf(DayOfWeek.values()[Integer.parseInt(value)])
                            : value;
                    facets.computeIfAbsent(facet, name -> new LinkedHashMap<>()).put(shown, row.getLong("n"));
                });
        return new Facets(
                facets.getOrDefault("instrument", Map.of()),
                facets.getOrDefault("level", Map.of()),
                facets.getOrDefault("price_category", Map.of()),
                facets.getOrDefault("day", Map.of()));
    }

    private LocalDate lastDay(LocalDate today) {
        return jdbc.sql("select coalesce(max(starts_at), now()) as last from class_schedules")
                .query((row, n) -> time.dateOf(instant(row, "last")))
                .optional()
                .filter(today::isBefore)
                .orElse(today);
    }

    private List<Condition> conditions(CourseFilter filter, @Nullable String query) {
        List<Condition> all = new ArrayList<>();
        add(all, "c.search @@ cast(:query as tsquery)", "query", query);
        add(all, "c.instrument = :instrument", "instrument", filter.instrument());
        add(all, "c.level = :level", "level", lower(filter.level()));
        add(all, "c.price_category = :price_category", "price_category", lower(filter.priceCategory()));
        add(all, "c.price >= :min_price", "min_price", filter.minPrice());
        add(all, "c.price <= :max_price", "max_price", filter.maxPrice());
        if (filter.day() != null) {
            LocalDate today = time.today();
            LocalDate last = today.plusDays(OpenClasses.HORIZON_DAYS);
            add(all, ON_DAY, "edges", array(OpenClasses.edges(filter.day(), today, last, time.zone())));
        }
        return all;
    }

    private static void add(List<Condition> all, String sql, String name, @Nullable Object value) {
        if (value != null) {
            all.add(new Condition(sql, name, value));
        }
    }

    private static @Nullable String lower(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
