package com.shemamusic.course.catalog;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.time.SchoolTime;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the catalogue is asked: lists, facets, figures. */
@Component
class CourseQueries {

    private static final String ON_DAY =
            "exists (select 1 from (" + AvailableDays.OPEN_DAYS + ") d where d.course_id = c.id and d.day = :day)";

    /** How full a course is; {@code maxStudents} is its enrollment limit, null for none. */
    record Capacity(
            boolean hasCapacity,
            long currentStudents,
            @Nullable Integer maxStudents) {}

    /** An instrument that active courses teach. */
    record Instrument(String slug, Instruments.Names name, long courseCount) {}

    /** Figures for the dashboard. */
    record Stats(long count, long activeCount, Map<String, Long> perInstrument) {}

    /** How many courses there are by what they can be filtered for. */
    record Facets(
            Map<String, Long> instrument,
            Map<String, Long> level,
            Map<String, Long> priceCategory,
            Map<String, Long> day) {}

    private record Condition(String sql, String name, Object value) {}

    private final JdbcClient jdbc;
    private final SchoolTime time;
    private final CourseSearch search;
    private final AvailableDays days;

    CourseQueries(JdbcClient jdbc, SchoolTime time, CourseSearch search, AvailableDays days) {
        this.jdbc = jdbc;
        this.time = time;
        this.search = search;
        this.days = days;
    }

    Page<Course> list(CourseFilter filter, Paging paging) {
        String query = search.query(filter.q());
        ListQuery list = ListQuery.of(CourseRepository.COLUMNS, "courses c")
                .id("c.id")
                .sort("name", "lower(c.name)", "text")
                .sort("price", "c.price", "bigint")
                .sort("created_at", "c.created_at", "timestamptz")
                .defaultSort("-created_at");
        if (query != null) {
            list.sort("relevance", "ts_rank(c.search, cast(:query as tsquery))", "real")
                    .defaultSort("-relevance");
        }
        if (!filter.withInactive()) {
            list.where("c.is_active");
        }
        conditions(filter, query).forEach(condition -> list.where(condition.sql, condition.name, condition.value));
        if (filter.day() != null) {
            list.param("zone", time.zone().getId());
        }
        Page<Course> page = list.page(jdbc, paging, CourseRepository::course);
        return page.with(days.complete(page.data()));
    }

    /** How many of the filtered courses there are per value, most frequent first, weekdays in their order. */
    Facets facets(CourseFilter filter) {
        StringBuilder where = new StringBuilder(filter.withInactive() ? "true" : "c.is_active");
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("zone", time.zone().getId());
        conditions(filter, search.query(filter.q())).forEach(condition -> {
            where.append(" and ").append(condition.sql);
            parameters.put(condition.name, condition.value);
        });
        Map<String, Map<String, Long>> facets = new HashMap<>();
        jdbc.sql("""
                with found as materialized (
                    select c.id, c.instrument, c.level, c.price_category from courses c where %s)
                select 'instrument' as facet, instrument as value, count(*) as n, 0 as place from found group by instrument
                union all select 'level', level, count(*), 0 from found group by level
                union all select 'price_category', price_category, count(*), 0 from found group by price_category
                union all select 'day', d.day::text, count(distinct d.course_id), d.day
                    from (%s) d where d.course_id in (select id from found) group by d.day
                order by place, n desc, value""".formatted(where, AvailableDays.OPEN_DAYS))
                .params(parameters)
                .query(row -> {
                    String facet = row.getString("facet");
                    String value = row.getString("value");
                    String shown =
                            facet.equals("day") ? SchoolTime.nameOf(DayOfWeek.of(Integer.parseInt(value))) : value;
                    facets.computeIfAbsent(facet, name -> new LinkedHashMap<>()).put(shown, row.getLong("n"));
                });
        return new Facets(
                facets.getOrDefault("instrument", Map.of()),
                facets.getOrDefault("level", Map.of()),
                facets.getOrDefault("price_category", Map.of()),
                facets.getOrDefault("day", Map.of()));
    }

    List<Instrument> instruments() {
        return jdbc.sql("""
                        select instrument, count(*) as n from courses where is_active
                        group by instrument order by instrument""")
                .query((row, n) -> new Instrument(
                        row.getString("instrument"), Instruments.names(row.getString("instrument")), row.getLong("n")))
                .list();
    }

    Optional<Capacity> capacity(UUID course) {
        return jdbc.sql("""
                        select c.enrollment_limit,
                            (select count(*) from course_places p where p.course_id = c.id and p.active) as students
                        from courses c where c.id = :id and c.is_active""")
                .param("id", course)
                .query((row, n) -> {
                    int limit = row.getInt("enrollment_limit");
                    boolean limited = !row.wasNull();
                    long students = row.getLong("students");
                    return new Capacity(!limited || students < limit, students, limited ? limit : null);
                })
                .optional();
    }

    /** Which of the courses still take students, in one query. */
    Map<UUID, Boolean> haveCapacity(List<UUID> courses) {
        Map<UUID, Boolean> capacity = new HashMap<>();
        jdbc.sql("""
                select c.id, c.is_active and (c.enrollment_limit is null or c.enrollment_limit >
                    (select count(*) from course_places p where p.course_id = c.id and p.active)) as free
                from courses c where c.id = any(cast(:ids as uuid[]))""").param("ids", array(courses)).query(row -> {
            capacity.put(uuid(row, "id"), row.getBoolean("free"));
        });
        return capacity;
    }

    Stats stats() {
        Map<String, Long> perInstrument = new LinkedHashMap<>();
        long[] counts = new long[2];
        jdbc.sql("""
                select instrument, count(*) as n, count(*) filter (where is_active) as active
                from courses group by instrument order by active desc, instrument""").query(row -> {
            counts[0] += row.getLong("n");
            counts[1] += row.getLong("active");
            if (row.getLong("active") > 0) {
                perInstrument.put(row.getString("instrument"), row.getLong("active"));
            }
        });
        return new Stats(counts[0], counts[1], perInstrument);
    }

    private static List<Condition> conditions(CourseFilter filter, @Nullable String query) {
        List<Condition> all = new ArrayList<>();
        add(all, "c.search @@ cast(:query as tsquery)", "query", query);
        add(all, "c.instrument = :instrument", "instrument", filter.instrument());
        add(all, "c.level = :level", "level", lower(filter.level()));
        add(all, "c.price_category = :price_category", "price_category", lower(filter.priceCategory()));
        add(all, "c.price >= :min_price", "min_price", filter.minPrice());
        add(all, "c.price <= :max_price", "max_price", filter.maxPrice());
        add(all, ON_DAY, "day", filter.day() == null ? null : filter.day().getValue());
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
