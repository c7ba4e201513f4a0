package com.shemamusic.suite.e2e;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The competition's lectures as weekly series of a term, made and read through the gateway. */
final class Term {

    private static final int MINUTES = 90;
    private static final int FIRST_HOUR = 8;
    private static final int HOURS_APART = 2;

    /** One class as the timetable shows it. */
    record Held(String course, String instructor, String room, Instant startsAt) {}

    private final Api admin = SharedSuite.admin();
    private final Competition competition = Competition.read();
    private final List<Lecture> lectures = competition.place();
    private final Map<String, String> instructors = new HashMap<>();
    private final Map<String, String> rooms = new HashMap<>();
    private final Map<String, String> courses = new HashMap<>();
    private final Map<Lecture, List<String>> classes = new HashMap<>();
    private final LocalDate monday =
            LocalDate.now(School.ZONE).plusWeeks(2).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    private final int weeks;

    Term(int weeks) {
        this.weeks = weeks;
    }

    List<Lecture> lectures() {
        return lectures;
    }

    int weeks() {
        return weeks;
    }

    /** The people, rooms and courses of the school. */
    void open() {
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

    /** Makes the series of a lecture. */
    ApiResponse place(Lecture lecture) {
        String body = body(lecture, 0, room(lecture), teacher(lecture));
        ApiResponse made = admin.post(
                "/api/schedules",
                body.substring(0, body.lastIndexOf('}')) + ", \"recurrence\": {\"count\": %d}}".formatted(weeks));
        if (made.status() == 201) {
            classes.put(lecture, made.at("/data").findValuesAsText("id"));
        }
        return made;
    }

    /** Tries to put another class into a lecture's hour of some week. */
    ApiResponse tryAgain(Lecture lecture, int week, String room, String teacher) {
        return admin.post("/api/schedules", body(lecture, week, room, teacher));
    }

    String classOf(Lecture lecture, int week) {
        return classes.get(lecture).get(week);
    }

    String room(Lecture lecture) {
        return rooms.get(lecture.room().name());
    }

    String teacher(Lecture lecture) {
        return instructors.get(lecture.course().teacher());
    }

    /** What should stand in a week. */
    Set<Held> expected(int week) {
        Set<Held> all = new HashSet<>();
        lectures.forEach(lecture -> all.add(
                new Held(courses.get(lecture.course().name()), teacher(lecture), room(lecture), start(lecture, week))));
        return all;
    }

    /** What the timetable shows of the term's courses in a week, page by page. */
    List<Held> shown(int week) {
        List<Held> all = new ArrayList<>();
        String path = "/api/schedules?size=100&from=%s&to=%s"
                .formatted(monday.plusWeeks(week), monday.plusWeeks(week).plusDays(6));
        String cursor = "";
        do {
            ApiResponse page = admin.get(path + cursor).assertStatus(200);
            page.at("/data").forEach(shown -> {
                if (courses.containsValue(shown.path("course_id").asText())
                        && !shown.path("status").asText().equals("cancelled")) {
                    all.add(new Held(
                            shown.path("course_id").asText(),
                            shown.path("instructor_id").asText(),
                            shown.path("room_id").asText(),
                            Instant.parse(shown.path("starts_at").asText())));
                }
            });
            cursor = page.at("/meta/next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.at("/meta/next_cursor").asText();
        } while (!cursor.isEmpty());
        return all;
    }

    private Instant start(Lecture lecture, int week) {
        return monday.plusWeeks(week)
                .plusDays(lecture.day())
                .atTime(FIRST_HOUR + HOURS_APART * lecture.period(), 0)
                .atZone(School.ZONE)
                .toInstant();
    }

    private String body(Lecture lecture, int week, String room, String teacher) {
        Instant start = start(lecture, week);
        return School.classBody(
                courses.get(lecture.course().name()), teacher, room, start, start.plus(MINUTES, ChronoUnit.MINUTES));
    }

    private String post(String path, String body) {
        return admin.post(path, body).assertStatus(201).at("/id").asText();
    }
}
