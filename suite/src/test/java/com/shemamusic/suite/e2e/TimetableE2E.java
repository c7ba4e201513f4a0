package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.e2e.Competition.Course;
import com.shemamusic.suite.e2e.Competition.Lecture;
import com.shemamusic.suite.e2e.Competition.Room;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A real timetable nobody here made up, class by class through the API. */
class TimetableE2E {

    private static final int MINUTES = 90;
    private static final int FIRST_HOUR = 8;
    private static final int HOURS_APART = 2;

    private final Api admin = SharedSuite.admin();
    private final Competition competition = Competition.read();
    private final Map<String, String> instructors = new HashMap<>();
    private final Map<String, String> rooms = new HashMap<>();
    private final Map<String, String> courses = new HashMap<>();
    private final LocalDate monday =
            LocalDate.now(School.ZONE).plusWeeks(2).with(TemporalAdjusters.next(DayOfWeek.MONDAY));

    @Test
    void holdsEveryLectureAndRefusesEveryDoubleBooking() {
        create();
        List<Lecture> lectures = competition.place();
        assertThat(lectures)
                .hasSize(competition.courses().stream()
                        .mapToInt(Course::lectures)
                        .sum());
        Map<Lecture, String> classes = new HashMap<>();
        for (Lecture lecture : lectures) {
            ApiResponse made = admin.post(
                    "/api/schedules",
                    body(lecture, lecture.room().name(), lecture.course().teacher()));
            classes.put(lecture, made.assertStatus(201).at("/data/0/id").asText());
        }
        assertThat(stored()).isEqualTo(lectures.size());
        String spareRoom = School.room(500);
        String spareTeacher = School.instructor();
        for (Lecture lecture : lectures) {
            refused(
                    lecture,
                    "room",
                    classes.get(lecture),
                    rooms.get(lecture.room().name()),
                    spareTeacher);
            refused(
                    lecture,
                    "instructor",
                    classes.get(lecture),
                    spareRoom,
                    instructors.get(lecture.course().teacher()));
        }
        assertThat(stored()).isEqualTo(lectures.size());
    }

    private void create() {
        competition.courses().stream()
                .map(Course::teacher)
                .distinct()
                .forEach(teacher -> instructors.put(teacher, post("/api/users", """
                        {"role": "instructor", "full_name": "Docente %s", "email": "%s@udine.contoh.local"}""".formatted(teacher, teacher))));
        for (Room room : competition.rooms()) {
            rooms.put(room.name(), post("/api/rooms", """
                    {"name": "Aula %s", "capacity": %d}""".formatted(room.name(), room.seats())));
        }
        int largest = competition.rooms().stream().mapToInt(Room::seats).max().orElseThrow();
        for (Course course : competition.courses()) {
            courses.put(course.name(), post("/api/courses", """
                    {"name": "Corso %s", "instrument": "piano", "level": "beginner", "price": 100000,
                     "duration_minutes": %d, "max_students": %d}""".formatted(
                            course.name(), MINUTES, Math.min(course.students(), largest))));
        }
    }

    private void refused(Lecture lecture, String kind, String standing, String room, String teacher) {
        ApiResponse answer = admin.post("/api/schedules", body(lecture, room, teacher));
        answer.assertError(409, "SCHEDULE_CONFLICT");
        assertThat(answer.at("/details/conflicts/0/kind").asText()).isEqualTo(kind);
        assertThat(answer.at("/details/conflicts/0/schedule_id").asText()).isEqualTo(standing);
    }

    private String body(Lecture lecture, String room, String teacher) {
        Instant start = monday.plusDays(lecture.day())
                .atTime(FIRST_HOUR + HOURS_APART * lecture.period(), 0)
                .atZone(School.ZONE)
                .toInstant();
        return School.classBody(
                courses.get(lecture.course().name()),
                instructors.getOrDefault(teacher, teacher),
                rooms.getOrDefault(room, room),
                start,
                start.plus(MINUTES, ChronoUnit.MINUTES));
    }

    private int stored() {
        return SharedSuite.database().sql("""
                    select count(*) from shema.class_schedules s join shema.courses c on c.id = s.course_id
                    where c.name like 'Corso %' and s.cancelled_at is null""").query(Integer.class).single();
    }

    private String post(String path, String body) {
        return admin.post(path, body).assertStatus(201).at("/id").asText();
    }
}
