package com.shemamusic.course;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Among thousands of courses and classes every question of a visitor or of the timetable is answered through an index. */
@ServiceTest("course")
class QueryPlanIT {

    private static final String COURSE = "0190a1c2-0000-7000-8000-00000000002a";
    private static final String INSTRUCTOR = "0190a1c2-0000-7000-8002-000000000007";
    private static final String ROOM = "0190a1c2-0000-7000-8001-000000000007";
    private static final List<String> LARGE = List.of("courses", "course_words", "class_schedules", "class_seats");

    private static final Predicate<String> COUNTS_ALL = Pattern.compile(
                    "^select count\\(\\*\\) from \\(select 1 from \\S+ \\w( where \\((c.is_active|s.cancelled_at is null and"
                            + " s.ends_at <= now\\(\\) and s.starts_at < now\\(\\))\\))? limit 10001\\)")
            .asPredicate();

    private final Api admin;

    QueryPlanIT(Api api) {
        admin = api.asAdmin();
    }

    @BeforeAll
    static void open() throws Exception {
        LargeSchool.open(4_000, 30_000, 20);
    }

    @AfterAll
    static void empty() {
        School.reset();
    }

    /** Reads as an admin reads, where nothing comes from the cache, or changes what a visitor's answer is made from. */
    private List<String> plans(String table, String path) {
        admin.patch("/api/courses/" + COURSE, "{\"price\": %d}".formatted(System.nanoTime() % 1_000_000_000))
                .assertStatus(200);
        return Plans.of(table, () -> admin.get(path).assertStatus(200));
    }

    private static Predicate<String> readsWhole(String table) {
        return Pattern.compile("Seq Scan on " + table + "\\s").asPredicate();
    }

    private static void assertUses(List<String> plans, String... indexes) {
        assertThat(plans).isNotEmpty();
        // What counts all rows of a table, up to the cap, may well begin at its first page.
        List<String> choosy =
                plans.stream().filter(plan -> !COUNTS_ALL.test(plan)).toList();
        for (String table : LARGE) {
            assertThat(choosy).noneMatch(readsWhole(table));
        }
        assertThat(indexes)
                .allSatisfy(index -> assertThat(plans)
                        .anyMatch(Pattern.compile(" " + index + "\\s").asPredicate()));
    }

    @Test
    void aSearchFindsMistypedWordsAndCoursesByTheirIndexes() {
        String path = "/api/courses?q=gitr%20jaz";
        assertUses(plans("course_words", path), "course_words_trgm_idx", "course_words_order_idx");
        assertUses(plans("tsquery", path), "courses_search_idx");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/courses?size=50, courses_created_idx",
        "/api/courses?sort=name, courses_name_idx",
        "/api/courses?sort=-price, courses_price_idx",
        "/api/courses?instrument=piano&level=beginner&sort=price, courses_facets_idx",
        "/api/courses?day=monday, class_schedules_open_idx",
        "/api/courses/facets?instrument=guitar, courses_facets_idx",
        "/api/courses/facets?q=gitar%20jazz, courses_search_idx",
        "/api/courses/facets, class_schedules_open_idx",
        "/api/courses/course-17, courses_slug_key",
        "/api/schedules/available, class_schedules_open_idx",
        "/api/schedules/available?day=monday, class_schedules_open_idx",
        "/api/schedules/available?course_id=" + COURSE + ", class_schedules_course_idx",
        "/api/schedules/available?instructor_id=" + INSTRUCTOR + ", class_schedules_instructor_idx",
        "/api/schedules, class_schedules_starts_idx",
        "/api/schedules?course_id=" + COURSE + ", class_schedules_course_idx",
        "/api/schedules?status=cancelled, class_schedules_cancelled_idx",
        "/api/schedules?status=completed, class_schedules_starts_idx",
        "/api/schedules?status=booked, class_schedules_booked_idx",
        "/api/schedules?status=available, class_schedules_open_idx",
        "/api/schedules?status=reserved, class_seats_expiry_idx",
    })
    void everyQuestionFindsAnIndex(String path, String index) {
        assertUses(plans("from c", path), index);
    }

    @Test
    void aWeekOfTheTimetableIsARangeOfAnIndex() {
        String week = "?from=%s&to=%s".formatted(day(1), day(7));
        assertUses(plans("class_schedules", "/api/schedules" + week), "class_schedules_starts_idx");
        assertUses(
                plans("class_schedules", "/api/schedules" + week + "&instructor_id=" + INSTRUCTOR),
                "class_schedules_instructor_idx");
        assertUses(plans("class_schedules", "/api/schedules" + week + "&room_id=" + ROOM), "class_schedules_room_idx");
    }

    @Test
    void theNextPageIsReadFromItsPlaceInTheIndex() {
        String cursor =
                admin.get("/api/schedules?size=100").at("/meta/next_cursor").asText();
        List<String> plans = plans("class_schedules", "/api/schedules?size=100&cursor=" + cursor);
        assertUses(plans, "class_schedules_starts_idx");
        assertThat(plans).anyMatch(plan -> plan.contains("Index Cond: (ROW(starts_at, id) > "));
    }

    @Test
    void whatIsInTheWayOfASeriesIsFoundByTheExclusionIndexes() {
        Instant start = inDays(3, 5);
        String body = School.classJson(
                COURSE, INSTRUCTOR, ROOM, start, start.plusSeconds(3600), ", \"recurrence\": {\"count\": 50}");
        List<String> plans = Plans.of(
                "class_schedules", () -> admin.post("/api/schedules", body).assertStatus(201));
        assertUses(plans, "class_schedules_room_excl", "class_schedules_instructor_excl");
    }

    @Test
    void aFeedAndWhatFollowsInASeriesFindIndexes(Api api) {
        String url = admin.post("/api/schedules/calendar-links", "{\"instructor_id\": \"%s\"}".formatted(INSTRUCTOR))
                .assertStatus(201)
                .at("/url")
                .asText();
        // Of so many classes the courses' names are rightly looked up in one go.
        List<String> feed = plans("class_schedules", url).stream()
                .map(plan -> plan.replace("Seq Scan on courses c", ""))
                .toList();
        assertUses(feed, "class_schedules_instructor_idx");
        Instant start = inDays(4, 6);
        String body = School.classJson(
                COURSE, INSTRUCTOR, ROOM, start, start.plusSeconds(60), ", \"recurrence\": {\"count\": 3}");
        String first = admin.post("/api/schedules", body).at("/data/0/id").asText();
        assertUses(
                Plans.of(
                        "class_schedules",
                        () -> api.asService("attendance-service")
                                .get("/internal/schedules/" + first + "/following")
                                .assertStatus(200)),
                "class_schedules_series_idx");
    }

    private static String day(int days) {
        return inDays(days, 0).atZone(School.ZONE).toLocalDate().toString();
    }
}
