package com.shemamusic.course;

import static org.awaitility.Awaitility.await;

import com.shemamusic.test.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** A school with so many courses and classes that only an index finds one of them. */
final class LargeSchool {

    private static final Path SEED = Path.of("..", "db", "seed", "large_school.sql");

    private LargeSchool() {}

    static void open(int courses, int classes, int rooms) throws Exception {
        School.reset();
        try (Connection connection = TestDatabase.adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set seed.courses = %d; set seed.classes = %d; set seed.rooms = %d"
                    .formatted(courses, classes, rooms));
            statement.execute(Files.readString(SEED));
            // A transaction that was running meanwhile keeps rows from being known as visible to all, which the planner
            // must know to trust an index alone.
            await().ignoreExceptions().until(() -> {
                statement.execute(
                        "vacuum analyze shema.courses, shema.course_words, shema.class_schedules, shema.class_seats");
                return isAllVisible();
            });
        }
    }

    private static boolean isAllVisible() {
        return TestDatabase.admin().sql("""
                        select bool_and(relallvisible >= relpages) from pg_class
                        where relname in ('courses', 'course_words', 'class_schedules', 'class_seats')""").query(Boolean.class).single();
    }
}
