package com.shemamusic.attendance.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.Races;
import com.shemamusic.test.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database itself never lets a class hold more than it has seats, whatever a program does (F3, F4). */
class CapacityIT extends AttendanceTest {

    private static final String OVER = "class_rosters r where students > seats or students <> (select count(*)"
            + " from schedule_attendees a where a.schedule_id = r.schedule_id and a.active)";

    private static final JdbcClient SERVICE = JdbcClient.create(TestDatabase.as("attendance"));

    private static int run(String sql, UUID schedule, UUID student) {
        return SERVICE.sql(sql)
                .param("schedule", schedule)
                .param("student", student)
                .update();
    }

    private static void insert(UUID schedule, UUID student) {
        run("insert into schedule_attendees (schedule_id, student_id) values (:schedule, :student)", schedule, student);
    }

    private static void active(UUID schedule, UUID student, boolean active) {
        run(
                "update schedule_attendees set active = " + active
                        + " where schedule_id = :schedule and student_id = :student",
                schedule,
                student);
    }

    private static void move(UUID from, UUID to, UUID student) {
        SERVICE.sql(
                        "update schedule_attendees set schedule_id = :to where schedule_id = :from and student_id = :student")
                .param("from", from)
                .param("to", to)
                .param("student", student)
                .update();
    }

    private static void seats(UUID schedule, int seats) {
        SERVICE.sql("update class_rosters set seats = :seats where schedule_id = :schedule")
                .param("schedule", schedule)
                .param("seats", seats)
                .update();
    }

    /** 1 done, 0 refused for want of a seat; a deadlock ends the test. */
    private static int attempt(Runnable work) {
        try {
            work.run();
            return 1;
        } catch (ConcurrencyFailureException deadlock) {
            throw new AssertionError("A user would have seen a deadlock", deadlock);
        } catch (DataIntegrityViolationException full) {
            return 0;
        }
    }

    @Test
    void refusesOneTooManyInEveryWayARowCanCome() {
        UUID full = classAt(hoursFromNow(24), 1);
        UUID other = classAt(hoursFromNow(30), 2);
        UUID there = sitIn(full, 1).getFirst();
        UUID elsewhere = sitIn(other, 1).getFirst();
        UUID former = Ids.next();
        DB.sql("insert into schedule_attendees (schedule_id, student_id, active) values (:schedule, :student, false)")
                .param("schedule", full)
                .param("student", former)
                .update();
        assertThatThrownBy(() -> insert(full, Ids.next())).hasMessageContaining("class_rosters_capacity_check");
        assertThatThrownBy(() -> move(other, full, elsewhere)).hasMessageContaining("class_rosters_capacity_check");
        assertThatThrownBy(() -> active(full, former, true)).hasMessageContaining("class_rosters_capacity_check");
        assertThatThrownBy(() -> seats(full, 0)).hasMessageContaining("class_rosters_capacity_check");
        active(full, there, false);
        move(other, full, elsewhere);
        assertThat(count("class_rosters where students = 1")).isEqualTo(1);
        assertThat(count(OVER)).isZero();
        assertThat(
                        count(
                                "schedule_attendees a join class_rosters r using (schedule_id) where a.starts_at <> r.starts_at"))
                .isZero();
    }

    @Test
    void fiftySeatsHoldExactlyFiftyOfTwoHundred() {
        UUID id = classAt(hoursFromNow(24), 50);
        List<Integer> results = Races.run(200, i -> attempt(() -> insert(id, Ids.next())));
        assertThat(results.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
        assertThat(count("class_rosters where students = 50")).isEqualTo(1);
    }

    @Test
    void holdsUnderMovesReactivationsAndChangingSeatsWithoutDeadlock() {
        List<UUID> classes =
                List.of(classAt(hoursFromNow(24), 8), classAt(hoursFromNow(30), 8), classAt(hoursFromNow(36), 8));
        List<UUID> students = new ArrayList<>();
        classes.forEach(id -> students.addAll(sitIn(id, 6)));
        List<Callable<Integer>> actions = new ArrayList<>();
        for (int runner = 0; runner < 24; runner++) {
            Random random = new Random(runner);
            actions.add(() -> {
                int done = 0;
                for (int step = 0; step < 40; step++) {
                    UUID here = classes.get(random.nextInt(3));
                    UUID there = classes.get(random.nextInt(3));
                    UUID student = students.get(random.nextInt(students.size()));
                    int kind = random.nextInt(6);
                    int seats = 6 + random.nextInt(4);
                    done += attempt(() -> {
                        switch (kind) {
                            case 0 -> insert(here, Ids.next());
                            case 1 -> active(here, student, false);
                            case 2 -> active(here, student, true);
                            case 3 -> seats(here, seats);
                            default -> move(here, there, student);
                        }
                    });
                }
                return done;
            });
        }
        actions.add(() -> {
            for (int sample = 0; sample < 100; sample++) {
                assertThat(count(OVER)).isZero();
            }
            return 0;
        });
        assertThat(Races.run(actions).stream().mapToInt(Integer::intValue).sum())
                .isPositive();
        assertThat(count(OVER)).isZero();
    }

    @Test
    void countsMarksWithTheRows() {
        UUID id = classAt(hoursFromNow(-1), 3);
        List<UUID> students = sitIn(id, 3);
        mark(id, students.get(0), "present");
        mark(id, students.get(1), "late");
        mark(id, students.get(1), "absent");
        mark(id, students.get(2), "excused");
        assertThat(count("class_rosters where present = 1 and absent = 1 and late = 0 and excused = 1 and marked = 3"))
                .isEqualTo(1);
        DB.sql("delete from schedule_attendees where student_id = :id")
                .param("id", students.get(1))
                .update();
        assertThat(count("class_rosters where absent = 0 and students = 2 and marked = 2"))
                .isEqualTo(1);
    }
}
