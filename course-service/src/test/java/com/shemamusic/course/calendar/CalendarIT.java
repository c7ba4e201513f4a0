package com.shemamusic.course.calendar;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.io.StringReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class CalendarIT {

    private Api admin;
    private Api visitor;
    private School school;
    private String course;
    private String room;
    private String budi;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        admin = api.asAdmin();
        visitor = api.anonymous();
        school = new School(api);
        course = school.course("Gitar, Dasar; 1", "guitar", 2);
        room = school.room("Studio 1", 4);
        budi = school.instructor("Budi");
    }

    private String link(String json) {
        return admin.post("/api/schedules/calendar-links", json)
                .assertStatus(201)
                .at("/url")
                .asText();
    }

    private List<VEvent> read(String url) throws Exception {
        var answer = visitor.get(url).assertStatus(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/calendar");
        Calendar calendar = new CalendarBuilder().build(new StringReader(answer.text()));
        calendar.validate(true);
        return calendar.getComponents("VEVENT");
    }

    private static String value(VEvent event, String property) {
        return event.getRequiredProperty(property).getValue();
    }

    @Test
    void keepsUidsRaisesSequencesAndShowsCancellations() throws Exception {
        String lesson = school.lesson(course, budi, room, inDays(3, 10));
        school.lesson(course, school.instructor("Siti"), room, inDays(4, 10));
        String url = link("{\"instructor_id\": \"%s\"}".formatted(budi));
        List<VEvent> before = read(url);
        assertThat(before).hasSize(1);
        assertThat(value(before.getFirst(), "UID")).isEqualTo(lesson + "@shemamusic");
        assertThat(value(before.getFirst(), "SEQUENCE")).isEqualTo("0");
        assertThat(value(before.getFirst(), "SUMMARY")).isEqualTo("Gitar, Dasar; 1");
        assertThat(value(before.getFirst(), "DTSTART"))
                .isEqualTo(inDays(3, 10).toString().replaceAll("[-:]", ""));
        admin.patch("/api/schedules/" + lesson, "{\"ends_at\": \"%s\"}".formatted(inDays(3, 12)))
                .assertStatus(200);
        VEvent moved = read(url).getFirst();
        assertThat(value(moved, "SEQUENCE")).isEqualTo("1");
        // When it was changed, and nothing of the hour at which it is read.
        assertThat(value(moved, "DTSTAMP")).isEqualTo(value(moved, "LAST-MODIFIED"));
        assertThat(value(moved, "DTSTAMP"))
                .isLessThanOrEqualTo(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", ""));
        admin.post("/api/schedules/" + lesson + "/cancel", "{\"reason\": \"sakit\"}")
                .assertStatus(200);
        VEvent cancelled = read(url).getFirst();
        assertThat(value(cancelled, "UID")).isEqualTo(lesson + "@shemamusic");
        assertThat(value(cancelled, "STATUS")).isEqualTo("CANCELLED");
        assertThat(value(cancelled, "SEQUENCE")).isEqualTo("2");
        assertThat(read(link("{\"room_id\": \"%s\"}".formatted(room)))).hasSize(2);
        assertThat(read(link("{\"course_id\": \"%s\"}".formatted(course)))).hasSize(2);
    }

    @Test
    void believesOnlyItsOwnLinksUntilTheyAreRevoked() {
        String url = link("{\"room_id\": \"%s\"}".formatted(room));
        var listed = admin.get("/api/schedules/calendar-links").assertStatus(200);
        assertThat(listed.at("/data/0/url").asText()).isEqualTo(url);
        char other = url.charAt(30) == 'A' ? 'B' : 'A';
        for (String forged :
                List.of(url.substring(0, 30) + other + url.substring(31), "/api/schedules/calendar/x.ics")) {
            visitor.get(forged).assertError(404, "CALENDAR_LINK_NOT_FOUND");
        }
        String id = listed.at("/data/0/id").asText();
        admin.delete("/api/schedules/calendar-links/" + id).assertStatus(204);
        visitor.get(url).assertError(404, "CALENDAR_LINK_NOT_FOUND");
        admin.delete("/api/schedules/calendar-links/" + id).assertError(404, "CALENDAR_LINK_NOT_FOUND");
    }

    @Test
    void namesWhatIsWrongAndLetsOnlyAdminsMakeLinks(Api api) {
        String links = "/api/schedules/calendar-links";
        admin.post(links, "{\"course_id\": 3, \"student_id\": \"x\"}")
                .assertFieldErrors(Map.of("course_id", "INVALID", "student_id", "UNKNOWN_FIELD"));
        admin.post(links, "{\"course_id\": \"%s\"}".formatted(UUID.randomUUID()))
                .assertError(404, "COURSE_NOT_FOUND");
        admin.post(links, "{\"room_id\": \"%s\"}".formatted(UUID.randomUUID())).assertError(404, "ROOM_NOT_FOUND");
        visitor.get(links).assertError(401, "AUTH_REQUIRED");
        visitor.post(links, "{}").assertError(401, "AUTH_REQUIRED");
        visitor.delete(links + "/" + UUID.randomUUID()).assertError(401, "AUTH_REQUIRED");
        api.asService("attendance-service").get(links).assertError(403, "AUTH_FORBIDDEN");
    }
}
