package com.shemamusic.attendance.roster;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.test.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whoever locks several classes does so in the order of their ids, as moves do; else one of the two would be a deadlock's victim. */
class LockOrderIT extends AttendanceTest {

    private static final String LOCK =
            "select from shema.class_rosters where schedule_id = '%s' for no key update nowait";

    private List<UUID> classes = List.of();

    @BeforeEach
    void twoClasses() {
        classes = List.of(classAt(hoursFromNow(1), 5), classAt(hoursFromNow(3), 5));
        // In the table the first now comes after the second.
        DB.sql("update class_rosters set seats = seats where schedule_id = :id")
                .param("id", classes.getFirst())
                .update();
    }

    @Test
    void ofClassesWhoseNamesAreAskedFor() throws SQLException {
        locksInOrder(rosters -> rosters.namesAsked(classes.reversed()));
    }

    @Test
    void ofClassesThatAreConfirmed() throws SQLException {
        locksInOrder(rosters -> rosters.confirm(classes.reversed()));
    }

    @Test
    void ofClassesWhoseCourseIsRenamed() throws SQLException {
        locksInOrder(rosters -> rosters.renameCourse(course, "Piano Lanjut"));
    }

    private void locksInOrder(Consumer<RosterRepository> work) throws SQLException {
        CompletableFuture<Void> waiting;
        SingleConnectionDataSource rowByRow =
                new SingleConnectionDataSource(TestDatabase.as("attendance").getConnection(), true);
        // As the rows lie in the table: an index would bring them in order by chance.
        JdbcClient.create(rowByRow)
                .sql("set enable_indexscan = off; set enable_bitmapscan = off; set enable_indexonlyscan = off")
                .update();
        try (Connection mover = TestDatabase.as("attendance").getConnection()) {
            mover.setAutoCommit(false);
            mover.createStatement().execute(LOCK.formatted(classes.getFirst()));
            waiting = CompletableFuture.runAsync(() -> work.accept(new RosterRepository(JdbcClient.create(rowByRow))));
            Awaitility.await().until(() -> count("pg_locks where not granted") == 1);
            assertThatCode(() -> mover.createStatement().execute(LOCK.formatted(classes.getLast())))
                    .doesNotThrowAnyException();
            mover.rollback();
        }
        waiting.join();
        rowByRow.destroy();
    }
}
