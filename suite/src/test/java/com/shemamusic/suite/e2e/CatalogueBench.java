package com.shemamusic.suite.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Reads of a large school through the gateway, none of them from the cache, at a tenth of the size and at all of it. */
public final class CatalogueBench implements Trial {

    private static final Path SEED = Path.of("db", "seed", "large_school.sql");
    private static final long SEED_OF_CHANCE = 42;
    private static final int TENTH = 10;
    private static final String[] INSTRUMENTS = {"gitar", "piano", "vokal", "biola", "drum", "bass", "cello"};

    private Api admin;
    private Api visitor;
    private final Random chance = new Random(SEED_OF_CHANCE);
    private List<String> words = List.of();
    private int courses;
    private int classes;
    private int rooms;
    private int count;

    @Override
    public Kind kind() {
        return Kind.BENCH;
    }

    @Override
    public String name() {
        return "catalogue";
    }

    @Override
    public String purpose() {
        return "search, facets, free slots and timetable of a large school, uncached, one client through the gateway";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("courses", 20_000, "classes", 200_000, "rooms", 60, "requests", 200);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        // Not before: whoever only lists the trials needs no suite.
        admin = SharedSuite.admin();
        visitor = SharedSuite.visitor();
        measure(run, TENTH);
        measure(run, 1);
    }

    private void measure(TrialRun run, int part) throws Exception {
        courses = run.option("courses") / part;
        classes = run.option("classes") / part;
        rooms = Math.max(2, run.option("rooms") / part);
        seed();
        words = SharedSuite.database()
                .sql("select distinct split_part(name, ' ', 3) from shema.courses limit 500")
                .query(String.class)
                .list();
        run.report(courses + " courses, " + classes + " classes", "");
        Map<String, Supplier<String>> questions = questions();
        for (Map.Entry<String, Supplier<String>> question : questions.entrySet()) {
            run.report("  " + question.getKey(), timed(run.option("requests"), visitor::get, question.getValue()));
        }
        timetable().forEach((name, path) -> run.report("  " + name, timed(run.option("requests"), admin::get, path)));
        run.report(
                "  a recommendation",
                timed(
                        run.option("requests") / TENTH,
                        body -> visitor.post("/api/recommendations/generate", body),
                        CatalogueBench::wishes));
        run.report("  facets of everything after a change", afterChange(run.option("requests") / TENTH));
    }

    private void seed() throws IOException, SQLException {
        try (Connection connection = SharedSuite.suite().jdbcAdmin().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = shema, extensions");
            statement.execute(
                    "truncate courses, course_words, rooms, instructors, class_schedules, class_seats cascade");
            statement.execute("set seed.courses = %d; set seed.classes = %d; set seed.rooms = %d"
                    .formatted(courses, classes, rooms));
            statement.execute(Files.readString(SEED));
            for (String table : List.of("courses", "course_words", "class_schedules", "class_seats")) {
                statement.execute("vacuum analyze " + table);
            }
        }
        change();
    }

    /** What visitors ask; each question differs from all before it, so that no answer is in the cache. */
    private Map<String, Supplier<String>> questions() {
        Map<String, Supplier<String>> all = new LinkedHashMap<>();
        all.put("search, one mistyped word", () -> "/api/courses?q=" + mistyped(word()));
        all.put("search, two words, one mistyped", () -> "/api/courses?q=" + instrument() + "+" + mistyped(word()));
        all.put("search, a word of every tenth course", () -> "/api/courses?q=" + instrument() + unique("&min_price="));
        all.put(
                "courses by instrument and price",
                () -> "/api/courses?instrument=guitar&sort=price" + unique("&min_price="));
        all.put("courses on a weekday", () -> "/api/courses?day=tuesday" + unique("&min_price="));
        all.put(
                "one course",
                () -> "/api/courses/course-" + (1 + ++count % 49 + 50 * chance.nextInt(courses / 50 - 1)));
        all.put("facets of an instrument", () -> "/api/courses/facets?instrument=violin" + unique("&min_price="));
        all.put("facets of a search", () -> "/api/courses/facets?q=" + instrument() + "+" + mistyped(word()));
        all.put(
                "free slots",
                () -> "/api/schedules/available?size=" + (1 + ++count % 100) + "&page=" + (1 + count / 100 % 90));
        all.put("free slots of a course", () -> "/api/schedules/available?course_id=" + id(0, courses));
        all.put(
                "free slots on a weekday",
                () -> "/api/schedules/available?day=friday&from=" + day(++count % 50) + "&to=" + day(50 + count / 50));
        all.put(
                "free slots of an instructor",
                () -> "/api/schedules/available?instructor_id=" + id(2, rooms) + "&from=" + day(++count % 80) + "&to="
                        + day(100));
        return all;
    }

    private Map<String, Supplier<String>> timetable() {
        Map<String, Supplier<String>> all = new LinkedHashMap<>();
        all.put("timetable week, 100 of it", () -> week() + "&size=100");
        all.put("timetable week of an instructor", () -> week() + "&instructor_id=" + id(2, rooms));
        all.put("timetable week of a room", () -> week() + "&room_id=" + id(1, rooms));
        for (String status : List.of("available", "reserved", "booked", "cancelled", "completed")) {
            all.put("timetable, " + status, () -> "/api/schedules?status=" + status);
        }
        all.put("one class", () -> "/api/schedules/" + id(3, classes));
        List<String> pages = new ArrayList<>(List.of("/api/schedules?size=100"));
        all.put("timetable page by page", () -> {
            String page = pages.removeLast();
            JsonNode next = admin.get(page).at("/meta/next_cursor");
            pages.add("/api/schedules?size=100" + (next.isNull() ? "" : "&cursor=" + next.asText()));
            return page;
        });
        return all;
    }

    private static Histogram timed(int requests, Function<String, ApiResponse> asked, Supplier<String> question) {
        Histogram micros = new Histogram(3);
        for (int i = -requests / TENTH; i < requests; i++) {
            String next = question.get();
            long began = System.nanoTime();
            asked.apply(next).assertStatus(200);
            if (i >= 0) {
                micros.recordValue((System.nanoTime() - began) / 1_000);
            }
        }
        return micros;
    }

    private Histogram afterChange(int requests) {
        return timed(requests, visitor::get, () -> {
            change();
            return "/api/courses/facets";
        });
    }

    private void change() {
        admin.patch("/api/courses/" + id(0, 1), "{\"price\": " + ++count + "}").assertStatus(200);
    }

    private static String wishes() {
        return """
                {"experience_level": "beginner", "learning_goal": "hobby", "preferred_instruments": ["guitar", "piano"],
                 "budget_range": "low", "available_days": ["monday", "saturday"]}""";
    }

    private String unique(String parameter) {
        return parameter + ++count;
    }

    private String instrument() {
        return INSTRUMENTS[chance.nextInt(INSTRUMENTS.length)];
    }

    private String word() {
        return words.get(chance.nextInt(words.size())).toLowerCase();
    }

    /** A letter swapped with the next, as a hurried finger does. */
    private String mistyped(String word) {
        int at = 1 + chance.nextInt(Math.max(1, word.length() - 2));
        StringBuilder typed = new StringBuilder(word);
        if (at + 1 < word.length()) {
            typed.setCharAt(at, word.charAt(at + 1));
            typed.setCharAt(at + 1, word.charAt(at));
        }
        return typed.toString();
    }

    private String id(int table, int rows) {
        int number = table == 3 ? chance.nextInt(rows) : 1 + chance.nextInt(rows);
        return "0190a1c2-0000-7000-800%d-%012x".formatted(table, number);
    }

    private static String day(int days) {
        return School.at(days, 0).atZone(School.ZONE).toLocalDate().toString();
    }

    private String week() {
        int first = chance.nextInt(150) - 75;
        return "/api/schedules?from=" + day(first) + "&to=" + day(first + 6);
    }
}
