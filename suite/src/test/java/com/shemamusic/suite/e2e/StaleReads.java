package com.shemamusic.suite.e2e;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/**
 * Changes by an admin, each followed by reads of everything that shows it, while visitors go on reading the same: an answer
 * made before the acknowledgement and given after it is stale.
 */
final class StaleReads {

    private static final int READERS = 3;
    private static final int HOUR = 3_600;

    private final Api admin = SharedSuite.admin();
    private final Api visitor = SharedSuite.visitor();
    private final List<String> stale = new ArrayList<>();
    private final LongAdder background = new LongAdder();
    private final String word = newWord();
    private final String slug = "kecapi-" + word;
    private final String course = admin.post("/api/courses", """
                    {"name": "Kecapi %s", "instrument": "kecapi", "level": "beginner", "price": 1,
                     "duration_minutes": 60, "max_students": 4}""".formatted(word))
            .assertStatus(201)
            .at("/id")
            .asText();
    private final String instructor = School.instructor();
    private final String room = School.room(5);
    private final String free = "/api/schedules/available?course_id=" + course;
    private final String list = "/api/courses?q=" + word;
    private final String facets = "/api/courses/facets?q=" + word;

    /** Runs so many rounds; {@code between} is called before each with its number. */
    void run(int rounds, IntConsumer between) {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> {
                    while (!done.get()) {
                        for (String path :
                                List.of("/api/courses/" + course, "/api/courses/" + slug, list, facets, free)) {
                            visitor.get(path);
                            background.increment();
                        }
                    }
                }));
            }
            try {
                for (int round = 0; round < rounds; round++) {
                    between.accept(round);
                    round(round);
                }
            } finally {
                done.set(true);
            }
        }
    }

    /** What was read although it had been changed before. */
    List<String> stale() {
        return stale;
    }

    long backgroundReads() {
        return background.sum();
    }

    private void round(int round) {
        switch (round % 3) {
            case 0 -> price(round);
            case 1 -> slots(round);
            default -> shelf(round);
        }
    }

    private void price(int round) {
        int price = 100_000 + round;
        change(admin.patch("/api/courses/" + course, "{\"price\": " + price + "}"), 200);
        same(round, "/api/courses/" + course, "/price", "" + price);
        same(round, "/api/courses/" + slug, "/price", "" + price);
        same(round, list, "/data/0/price", "" + price);
    }

    private void slots(int round) {
        var start = School.at(3, 9).plus(round % 5L, ChronoUnit.HOURS);
        var made = change(
                admin.post(
                        "/api/schedules", School.classBody(course, instructor, room, start, start.plusSeconds(HOUR))),
                201);
        String weekday = start.atZone(School.ZONE).getDayOfWeek().name().toLowerCase();
        same(round, free, "/meta/total", "1");
        same(round, "/api/courses/" + course, "/available_days/0", weekday);
        same(round, facets, "/day/" + weekday, "1");
        String id = made.at("/data/0/id").asText();
        change(admin.post("/api/schedules/" + id + "/cancel", "{\"reason\": \"uji\"}"), 200);
        same(round, free, "/meta/total", "0");
        same(round, "/api/courses/" + course, "/available_days/0", "");
    }

    private void shelf(int round) {
        change(admin.delete("/api/courses/" + course), 204);
        same(round, "/api/courses/" + course, "/code", "COURSE_NOT_FOUND");
        same(round, list, "/meta/total", "0");
        change(admin.patch("/api/courses/" + course, "{\"is_active\": true}"), 200);
        same(round, "/api/courses/" + slug, "/id", course);
        same(round, list, "/meta/total", "1");
    }

    /** A word no other course has: the letters of a random id. */
    private static String newWord() {
        return UUID.randomUUID()
                .toString()
                .replace("-", "")
                .chars()
                .map(c -> c <= '9' ? c - '0' + 'g' : c)
                .limit(20)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static ApiResponse change(ApiResponse answer, int status) {
        return answer.assertStatus(status);
    }

    private void same(int round, String path, String pointer, String expected) {
        // Twice: the second answer comes from the cache, where there is one.
        for (int i = 0; i < 2; i++) {
            String seen = visitor.get(path).at(pointer).asText();
            if (!seen.equals(expected)) {
                stale.add("round %d: %s of %s is %s, not %s".formatted(round, pointer, path, seen, expected));
            }
        }
    }
}
