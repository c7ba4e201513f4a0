package com.shemamusic.course.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A school whose clocks are changed: days and hours are those people there read, whatever the offset. */
@ServiceTest(value = "course", properties = "SCHOOL_TIME_ZONE=Europe/Berlin")
class ClockChangeIT {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private Api admin;
    private Api visitor;
    private School school;
    private String course;
    private String room;
    private String budi;
    private LocalDate sunday;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        admin = api.asAdmin();
        visitor = api.anonymous();
        school = new School(api);
        course = school.course("Geige", "violin", 2);
        room = school.room("Studio", 4);
        budi = school.instructor("Budi");
        // Of the next two changes the one on whose day an hour comes twice.
        var rules = ZONE.getRules();
        var change = rules.nextTransition(Instant.now().plusSeconds(30 * 86_400));
        change = change.isOverlap() ? change : rules.nextTransition(change.getInstant());
        sunday = change.getDateTimeBefore().toLocalDate();
        assertThat(sunday.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(ZONE).toInstant();
    }

    private List<String> series(LocalDate first, int hour, int count) {
        Instant start = at(first, hour, 30);
        var made = admin.post(
                        "/api/schedules",
                        School.classJson(
                                course,
                                budi,
                                room,
                                start,
                                start.plusSeconds(3600),
                                ", \"recurrence\": {\"count\": %d}".formatted(count)))
                .assertStatus(201);
        return made.at("/data").findValuesAsText("id");
    }

    private String start(String id) {
        return admin.get("/api/schedules/" + id).at("/starts_at").asText();
    }

    @Test
    void aSeriesKeepsItsLocalHourWhenMadeAndWhenMoved() {
        List<String> ids = series(sunday.minusDays(6), 9, 3);
        assertThat(ids.stream().map(this::start))
                .containsExactly(
                        at(sunday.minusDays(6), 9, 30).toString(),
                        at(sunday.plusDays(1), 9, 30).toString(),
                        at(sunday.plusDays(8), 9, 30).toString());
        Instant moved = at(sunday.minusDays(4), 15, 0);
        admin.patch(
                        "/api/schedules/" + ids.getFirst() + "?scope=following",
                        "{\"starts_at\": \"%s\", \"ends_at\": \"%s\"}".formatted(moved, moved.plusSeconds(5400)))
                .assertStatus(200);
        assertThat(ids.stream().map(this::start))
                .containsExactly(
                        moved.toString(),
                        at(sunday.plusDays(3), 15, 0).toString(),
                        at(sunday.plusDays(10), 15, 0).toString());
    }

    @Test
    void theLongDayHoldsItsFirstAndItsLastHour() {
        String first = school.lesson(course, budi, room, at(sunday, 0, 0));
        String last = school.lesson(course, budi, room, at(sunday, 23, 0));
        String next = school.lesson(course, budi, room, at(sunday.plusDays(1), 0, 0));
        String day = "from=%s&to=%s".formatted(sunday, sunday);
        assertThat(admin.get("/api/schedules?" + day).json().findValuesAsText("id"))
                .containsExactly(first, last);
        assertThat(visitor.get("/api/schedules/available?" + day).json().findValuesAsText("id"))
                .containsExactly(first, last);
        String around = "from=%s&to=%s".formatted(sunday.minusDays(3), sunday.plusDays(3));
        assertThat(visitor.get("/api/schedules/available?day=sunday&" + around)
                        .json()
                        .findValuesAsText("id"))
                .containsExactly(first, last);
        assertThat(visitor.get("/api/schedules/available?day=monday&" + around)
                        .json()
                        .findValuesAsText("id"))
                .containsExactly(next);
        assertThat(visitor.get("/api/courses/facets").at("/day").toString()).isEqualTo("{\"monday\":1,\"sunday\":1}");
        assertThat(visitor.get("/api/courses?day=monday").at("/meta/total").asInt())
                .isEqualTo(1);
        assertThat(visitor.get("/api/courses?day=saturday").at("/meta/total").asInt())
                .isZero();
        assertThat(visitor.get("/api/courses/" + course).at("/available_days").toString())
                .isEqualTo("[\"monday\",\"sunday\"]");
    }

    @Test
    void aClosureOfTheLongDayHoldsTwentyFiveHours() {
        String before = school.lesson(course, budi, room, at(sunday.minusDays(1), 23, 0));
        String first = school.lesson(course, budi, room, at(sunday, 0, 0));
        String last = school.lesson(course, budi, room, at(sunday, 23, 0));
        String after = school.lesson(course, budi, room, at(sunday.plusDays(1), 0, 0));
        var closed = admin.post("/api/closures", """
                {"name": "Ruhetag", "from": "%s", "to": "%s", "resolve": "cancel"}""".formatted(sunday, sunday)).assertStatus(201);
        assertThat(closed.at("/affected").findValuesAsText("id")).containsExactly(first, last);
        assertThat(admin.get("/api/schedules?status=available").json().findValuesAsText("id"))
                .containsExactly(before, after);
    }
}
