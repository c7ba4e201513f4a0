package com.shemamusic.attendance.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.attendance.client.course.StudentSeat;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.Api;
import com.shemamusic.test.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a crash between seat and register leaves behind is put right by itself. */
class SeatChecksIT extends AttendanceTest {

    private static void leftOver(UUID schedule, UUID student, String due) {
        DB.sql("insert into seat_checks (schedule_id, student_id, due_at)"
                        + " values (:schedule, :student, now() + cast(:due as interval))")
                .param("schedule", schedule)
                .param("student", student)
                .param("due", due)
                .update();
    }

    @Test
    void freesASeatWithoutARowAndLeavesEveryOther() {
        UUID orphaned = classAt(hoursFromNow(24), 2);
        UUID seated = classAt(hoursFromNow(30), 2);
        UUID promised = Ids.next();
        UUID underWay = classAt(hoursFromNow(40), 2);
        UUID student = sitIn(seated, 1).getFirst();
        DB.sql("insert into placements values (:schedule, :student, now() + interval '1 hour')")
                .param("schedule", promised)
                .param("student", student)
                .update();
        leftOver(orphaned, student, "0");
        leftOver(seated, student, "0");
        leftOver(promised, student, "0");
        leftOver(underWay, student, "1 minute");
        Awaitility.await().until(() -> count("seat_checks") == 1);
        assertThat(Neighbours.freed(orphaned)).isEqualTo(1);
        assertThat(Neighbours.freed(seated)).isZero();
        assertThat(Neighbours.freed(promised)).isZero();
        assertThat(Neighbours.freed(underWay)).isZero();
    }

    @Test
    void freesABookedSeatOnlyWhenItsStudentWasTakenOut(Api api) {
        UUID unfinished = classAt(hoursFromNow(24), 2);
        UUID left = classAt(hoursFromNow(30), 2);
        UUID student = sitIn(left, 1).getFirst();
        Neighbours.allDown();
        api.asAdmin()
                .delete("/api/attendance/schedules/" + left + "/students/" + student)
                .assertStatus(204);
        Neighbours.reset();
        leftOver(unfinished, student, "0");
        Neighbours.ready();
        Awaitility.await().until(() -> count("seat_checks") == 0);
        assertThat(Neighbours.freedUnlessBooked(unfinished)).containsOnly("true");
        assertThat(Neighbours.freedUnlessBooked(left)).containsOnly("false");
    }

    @Test
    void givesARowWithoutASeatTheSeat() {
        UUID id = classAt(hoursFromNow(24), 2);
        leftOver(id, sitIn(id, 1).getFirst(), "0");
        Awaitility.await().until(() -> count("seat_checks") == 0);
        assertThat(Neighbours.ensured(id)).isEqualTo(1);
        assertThat(Neighbours.freed(id)).isZero();
        assertThat(count("schedule_attendees where active")).isEqualTo(1);
    }

    @Test
    void staysLockedWhileItsSeatIsFreed(Api api) {
        UUID id = classAt(hoursFromNow(24), 2);
        List<Long> unlocked = new CopyOnWriteArrayList<>();
        Neighbours.server().addMockServiceRequestListener((request, answer) -> {
            if (request.getMethod().equals(RequestMethod.DELETE)
                    && request.getUrl().contains(id.toString())) {
                unlocked.add(count("(select from seat_checks for update skip locked) c"));
            }
        });
        leftOver(id, Ids.next(), "0");
        Awaitility.await().until(() -> count("seat_checks") == 0);
        assertThat(unlocked).containsExactly(0L);
    }

    @Test
    void leavesASeatThatAnotherRequestIsTakingAnew(@Autowired SeatChecks checks) {
        UUID id = classAt(hoursFromNow(24), 2);
        UUID student = Ids.next();
        leftOver(id, student, "1 minute");
        assertThat(checks.settle(id, student)).isTrue();
        assertThat(Neighbours.freed(id)).isZero();
        assertThat(count("seat_checks")).isEqualTo(1);
    }

    @Test
    void areStruckOutInTheOrderTheyAreNoted(@Autowired SeatChecks checks) throws SQLException {
        UUID id = classAt(hoursFromNow(24), 2);
        List<UUID> students = List.of(Ids.next(), Ids.next());
        students.reversed().forEach(student -> leftOver(id, student, "1 minute"));
        String lock = "select from shema.seat_checks where student_id = '%s' for update nowait";
        CompletableFuture<Void> waiting;
        try (Connection noting = TestDatabase.as("attendance").getConnection()) {
            noting.setAutoCommit(false);
            noting.createStatement().execute(lock.formatted(students.getFirst()));
            waiting = CompletableFuture.runAsync(() -> checks.done(students.reversed().stream()
                    .map(student -> new StudentSeat(id, student))
                    .toList()));
            Awaitility.await().until(() -> count("pg_locks where not granted") == 1);
            assertThatCode(() -> noting.createStatement().execute(lock.formatted(students.getLast())))
                    .doesNotThrowAnyException();
            noting.rollback();
        }
        waiting.join();
        assertThat(count("seat_checks")).isZero();
    }

    @Test
    void areNotedAgainWhenADeadlockWasLost(Api api) {
        UUID id = classAt(hoursFromNow(24), 2);
        UUID ani = Ids.next();
        Neighbours.people(Neighbours.student(ani, "Ani"));
        DB.sql("""
                        create sequence tries;
                        create function lose_once() returns trigger security definer language plpgsql as $$
                        begin
                            if nextval('shema.tries') = 1 then
                                raise exception using errcode = 'deadlock_detected';
                            end if;
                            return new;
                        end $$;
                        create trigger lose_once before insert on seat_checks for each row execute function lose_once()
                        """).update();
        try {
            api.asAdmin()
                    .post("/api/attendance/schedules/" + id + "/students", body(ani))
                    .assertStatus(200);
        } finally {
            DB.sql("drop trigger lose_once on seat_checks; drop function lose_once(); drop sequence tries")
                    .update();
        }
    }

    @Test
    void keepsTheCheckOfASeatThatACrashLeftWhenTheNextTryIsRefused(Api api) {
        UUID id = classAt(hoursFromNow(24), 2);
        UUID ani = Ids.next();
        Neighbours.people(Neighbours.student(ani, "Ani"));
        Neighbours.answerSeats(id, "had_it");
        // The first try took the seat and died; meanwhile the register has filled up, so the second gets no row.
        leftOver(id, ani, "1 minute");
        DB.sql("update class_rosters set seats = 1 where schedule_id = :id")
                .param("id", id)
                .update();
        DB.sql("""
                        create function one_joins() returns trigger language plpgsql as $$
                        begin
                            insert into schedule_attendees (schedule_id, student_id) values (new.schedule_id, '%s');
                            return new;
                        end $$;
                        create trigger one_joins after update on seat_checks for each row execute function one_joins()
                        """.formatted(Ids.next())).update();
        try {
            api.asAdmin()
                    .post("/api/attendance/schedules/" + id + "/students", body(ani))
                    .assertError(409, "CLASS_FULL");
        } finally {
            DB.sql("drop trigger one_joins on seat_checks; drop function one_joins()")
                    .update();
        }
        assertThat(count("seat_checks where due_at > now()")).isEqualTo(1);
        assertThat(Neighbours.freed(id)).isZero();
        DB.sql("update seat_checks set due_at = now()").update();
        Awaitility.await().until(() -> count("seat_checks") == 0);
        assertThat(Neighbours.freed(id)).isEqualTo(1);
    }
}
