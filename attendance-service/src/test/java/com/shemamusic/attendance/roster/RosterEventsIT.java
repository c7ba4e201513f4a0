package com.shemamusic.attendance.roster;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.Api;
import com.shemamusic.test.EventProbe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RosterEventsIT extends AttendanceTest {

    private final UUID id = Ids.next();
    private final UUID ani = Ids.next();
    private final Instant start = hoursFromNow(48);

    private static void await(String from) {
        Awaitility.await(from).until(() -> count(from) == 1);
    }

    /** Lets everything said before be handled: an event on the same stream, after it. */
    private void settle() {
        UUID last = Ids.next();
        say("schedule.created", last, 1, schedule(last, start, 1));
        await("class_rosters where schedule_id = '" + last + "'");
    }

    @Test
    void followsTheTimetable(Api api) {
        Neighbours.classes(Neighbours.schedule(id, course, start, 5, "available", 1));
        say("schedule.created", id, 1, schedule(id, start, 5));
        await("class_rosters where course_name = 'Piano Dasar' and instructor_name = 'Budi Santoso'");
        sit(id, ani);
        try (EventProbe probe = EventProbe.on("attendance.*")) {
            say("schedule.updated", id, 2, schedule(id, start.plusSeconds(7200), 6));
            var moved = probe.awaitEvent("attendance.class_changed");
            assertThat(moved.at("/data/kind").asText()).isEqualTo("moved");
            assertThat(moved.at("/data/scheduleId").asText()).isEqualTo(id.toString());
            assertThat(moved.at("/data/studentIds/0").asText()).isEqualTo(ani.toString());
            assertThat(Instant.parse(moved.at("/data/startsAt").asText())).isEqualTo(start.plusSeconds(7200));
            assertThat(Instant.parse(moved.at("/data/previousStartsAt").asText()))
                    .isEqualTo(start);
            say("schedule.cancelled", id, 3, schedule(id, start.plusSeconds(7200), 6));
            var cancelled = probe.awaitEvent(
                    "attendance.class_changed",
                    event -> event.at("/data/kind").asText().equals("cancelled"));
            assertThat(cancelled.at("/aggregateVersion").asLong())
                    .isGreaterThan(moved.at("/aggregateVersion").asLong());
        }
        assertThat(count("class_rosters where cancelled and seats = 6 and version = 3"))
                .isEqualTo(1);
        assertThat(count("schedule_attendees where not takes_place")).isEqualTo(1);
    }

    @Test
    void ignoresWhatIsNotNewer(Api api) {
        say("schedule.updated", id, 4, schedule(id, start, 5));
        await("class_rosters where version = 4");
        say("schedule.created", id, 1, schedule(id, start.plusSeconds(60), 9));
        say("schedule.updated", id, 4, schedule(id, start.plusSeconds(60), 9));
        settle();
        assertThat(count("class_rosters where version = 4 and seats = 5")).isEqualTo(1);
    }

    @Test
    void actsOnceOnAnEventThatComesTwice(Api api) {
        UUID event = Ids.next();
        say("schedule.created", id, 1, schedule(id, start, 5));
        await("class_rosters");
        sit(id, ani);
        try (EventProbe probe = EventProbe.on("attendance.*")) {
            for (int i = 0; i < 3; i++) {
                say(event, "schedule.updated", id, 2, schedule(id, start.plusSeconds(60), 5));
            }
            probe.awaitEvent("attendance.class_changed");
            settle();
            assertThat(probe.messages("attendance.class_changed")).hasSize(1);
        }
    }

    @Test
    void neverHoldsFewerSeatsThanStudents(Api api) {
        say("schedule.created", id, 1, schedule(id, start, 5));
        await("class_rosters");
        sitIn(id, 3);
        say("schedule.updated", id, 2, schedule(id, start.plusSeconds(60), 2));
        await("class_rosters where version = 2 and seats = 3 and students = 3");
        say("schedule.updated", id, 3, schedule(id, start.plusSeconds(60), 7));
        await("class_rosters where version = 3 and seats = 7");
    }

    @Test
    void letsGoOfSeatsAboveTheNewNumberAsStudentsLeave(Api api) {
        say("schedule.created", id, 1, schedule(id, start, 5));
        await("class_rosters");
        List<UUID> students = sitIn(id, 4);
        say("schedule.updated", id, 2, schedule(id, start, 2));
        await("class_rosters where seats = 4 and seats_told = 2");
        String path = "/api/attendance/schedules/" + id;
        for (int left = 3; left >= 0; left--) {
            api.asAdmin().delete(path + "/students/" + students.get(left)).assertStatus(204);
            var register = api.asAdmin().get(path).assertStatus(200);
            assertThat(register.at("/seats").asInt()).isEqualTo(Math.max(2, left));
            assertThat(register.at("/seats_left").asInt()).isEqualTo(Math.max(0, 2 - left));
        }
        assertThat(count("class_rosters where seats = 2 and seats_told is null"))
                .isEqualTo(1);
    }

    @Test
    void tellsStudentsOfAMoveItLearnedByAsking(Api api) {
        UUID known = classAt(start, 5);
        sit(known, ani);
        DB.sql("update class_rosters set refreshed_at = now() - interval '2 hours'")
                .update();
        Neighbours.people(Neighbours.student(ani, "Ani"));
        Neighbours.classes(Neighbours.schedule(known, course, start.plusSeconds(600), 5, "available", 2));
        try (EventProbe probe = EventProbe.on("attendance.*")) {
            api.asAdmin()
                    .post("/api/attendance/schedules/" + known + "/students", body(ani))
                    .assertStatus(200);
            probe.awaitEvent("attendance.class_changed");
        }
    }

    @Test
    void renamesACourse(Api api) {
        classAt(start, 5);
        Neighbours.courseName(course, "Piano Lanjut");
        say("course.updated", course, 2, Map.of("courseId", course));
        await("class_rosters where course_name = 'Piano Lanjut'");
    }

    @Test
    void putsTheStudentOfAConfirmedBookingOnTheRegister(Api api) {
        UUID known = classAt(start, 1);
        UUID elsewhere = classAt(start, 1);
        sit(elsewhere, ani);
        Neighbours.classes(Neighbours.schedule(id, course, start.plusSeconds(86400), 1, "booked", 1));
        try (EventProbe probe = EventProbe.on("attendance.*")) {
            UUID event = Ids.next();
            for (int i = 0; i < 2; i++) {
                say(
                        event,
                        "booking.confirmed",
                        Ids.next(),
                        2,
                        Map.of("studentId", ani, "confirmedSlotId", known, "placedSlotIds", List.of(id, known)));
            }
            await("schedule_attendees where schedule_id = '" + known + "' and active");
            await("schedule_attendees where schedule_id = '" + id + "' and active");
            Awaitility.await().until(() -> probe.messages("attendance.assigned").size() == 2);
            var told = probe.awaitEvent(
                    "attendance.assigned",
                    one -> one.at("/aggregateId").asText().equals(known.toString()));
            assertThat(texts(told.at("/data/conflictsWith"))).containsExactly(elsewhere.toString());
        }
        assertThat(count("placements")).isZero();
        var conflict =
                api.asAdmin().get("/api/attendance/conflicts").assertStatus(200).at("/data");
        assertThat(conflict).hasSize(1);
        assertThat(conflict.at("/0/student_id").asText()).isEqualTo(ani.toString());
        assertThat(conflict.at("/0/classes").findValuesAsText("schedule_id"))
                .containsExactlyInAnyOrder(known.toString(), elsewhere.toString());
        Awaitility.await("the seat is looked at once more").until(() -> count("seat_checks") == 0);
        assertThat(Neighbours.ensured(known)).isPositive();
    }

    @Test
    void tellsWhoseBookingIsHeardOfAfterTheCancellation(Api api) {
        UUID cancelled = classAt(start, 2);
        sit(cancelled, Ids.next());
        DB.sql("update class_rosters set cancelled = true").update();
        Neighbours.classes(Neighbours.schedule(id, course, start.plusSeconds(86400), 1, "cancelled", 2));
        try (EventProbe probe = EventProbe.on("attendance.*")) {
            for (int i = 0; i < 2; i++) {
                say(
                        "booking.confirmed",
                        Ids.next(),
                        2,
                        Map.of("studentId", ani, "confirmedSlotId", id, "placedSlotIds", List.of(cancelled, id)));
            }
            var told = probe.awaitEvent(
                    "attendance.class_changed",
                    event -> event.at("/aggregateId").asText().equals(cancelled.toString()));
            assertThat(told.at("/data/scheduleId").asText()).isEqualTo(cancelled.toString());
            assertThat(told.at("/data/kind").asText()).isEqualTo("cancelled");
            assertThat(texts(told.at("/data/studentIds"))).containsExactly(ani.toString());
            assertThat(Instant.parse(told.at("/data/startsAt").asText())).isEqualTo(start);
            assertThat(told.at("/aggregateVersion").asLong()).isEqualTo(2);
            probe.awaitEvent(
                    "attendance.class_changed",
                    event -> event.at("/aggregateId").asText().equals(id.toString()));
            Awaitility.await().until(() -> count("attendance_inbox") == 2);
            assertThat(count("attendance_outbox where channel = 'attendance.class_changed'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void tellsWhoseBookingIsHeardOfAfterTheMove(Api api) {
        UUID moved = classAt(start, 2);
        DB.sql("update class_rosters set version = 3").update();
        Instant told = start.minusSeconds(7200);
        Neighbours.classes(Neighbours.schedule(id, course, start.plusSeconds(86400), 1, "booked", 4));
        say("booking.confirmed", Ids.next(), 2, confirmed(moved, told, 2));
        say("booking.confirmed", Ids.next(), 2, confirmed(id, told, 3));
        await("schedule_attendees where schedule_id = '" + id + "' and active");
        assertThat(DB.sql("""
                        select (payload #>> '{data,scheduleId}') || ' ' || (payload #>> '{data,kind}') || ' '
                            || (payload #>> '{data,previousStartsAt}') || ' ' || (payload #>> '{data,startsAt}')
                        from attendance_outbox where channel = 'attendance.class_changed'
                        """).query(String.class).list())
                .containsExactlyInAnyOrder(
                        moved + " moved " + told + " " + start, id + " moved " + told + " " + start.plusSeconds(86400));
    }

    @Test
    void tellsNobodyWhoseBookedClassTakesPlaceWhenSheWasTold(Api api) {
        UUID known = classAt(start, 2);
        UUID notYetMovedHere = classAt(start.plusSeconds(7200), 2);
        say("booking.confirmed", Ids.next(), 2, confirmed(known, start, 0));
        say("booking.confirmed", Ids.next(), 2, confirmed(notYetMovedHere, start.plusSeconds(86400), 2));
        await("schedule_attendees where schedule_id = '" + known + "' and active");
        await("schedule_attendees where schedule_id = '" + notYetMovedHere + "' and active");
        assertThat(count("attendance_outbox where channel = 'attendance.class_changed'"))
                .isZero();
    }

    private Map<String, Object> confirmed(UUID slot, Instant told, long version) {
        return Map.of(
                "studentId",
                ani,
                "confirmedSlotId",
                slot,
                "placedSlotIds",
                List.of(slot),
                "confirmedStartsAt",
                told,
                "confirmedClassVersion",
                version);
    }

    @Test
    void doesNotPutBackWhoLeftAfterHerBookingWasConfirmed(Api api) {
        UUID left = classAt(start, 2);
        sit(left, ani);
        UUID back = classAt(start.plusSeconds(86400), 2);
        sit(back, ani);
        DB.sql("update schedule_attendees set active = false, left_at = now() + case schedule_id when '" + left
                        + "' then 1 else -1 end * interval '1 minute'")
                .update();
        say("booking.confirmed", Ids.next(), 2, Map.of("studentId", ani, "confirmedSlotId", left));
        say("booking.confirmed", Ids.next(), 2, Map.of("studentId", ani, "confirmedSlotId", back));
        await("schedule_attendees where schedule_id = '" + back + "' and active and left_at is null");
        Awaitility.await().until(() -> count("attendance_inbox") == 2);
        assertThat(count("schedule_attendees where schedule_id = '" + left + "' and active"))
                .isZero();
        assertThat(count("placements")).isZero();
    }

    @Test
    void placesTheStudentWhenMoreSeatsBecomeKnown(Api api) {
        UUID full = classAt(start, 1);
        sitIn(full, 1);
        Neighbours.classes(Neighbours.schedule(full, course, start, 2, "booked", 2));
        say("booking.confirmed", Ids.next(), 2, Map.of("studentId", ani, "confirmedSlotId", full));
        await("schedule_attendees where student_id = '" + ani + "' and active");
        assertThat(count("class_rosters where seats = 2 and students = 2")).isEqualTo(1);
    }
}
