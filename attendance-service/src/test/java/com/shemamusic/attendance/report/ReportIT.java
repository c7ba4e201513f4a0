package com.shemamusic.attendance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two classes in May 2026 and one in June: Ani came, was late, and was absent; Budi was excused and not marked. */
class ReportIT extends AttendanceTest {

    private static final List<String> OPERATIONS = List.of(
            "/api/attendance/reports?group_by=month",
            "/api/attendance/at-risk",
            "/api/attendance/unmarked",
            "/api/attendance/stats",
            "/api/attendance/stats/trend?by=month",
            "/api/attendance/students/" + Ids.next());
    private final UUID ani = Ids.next();
    private final UUID budi = Ids.next();
    private UUID first;
    private UUID unmarked;

    @BeforeEach
    void attendance() {
        Neighbours.people(Neighbours.student(ani, "=Ani, A."), Neighbours.student(budi, "Budi"));
        // 31 May 23:30 in Jakarta is still May there, and 16:30 in UTC.
        first = classAt(Instant.parse("2026-05-04T08:00:00Z"), 5);
        UUID second = classAt(Instant.parse("2026-05-31T16:30:00Z"), 5);
        UUID third = classAt(Instant.parse("2026-05-31T17:30:00Z"), 5);
        unmarked = classAt(Instant.parse("2026-06-10T08:00:00Z"), 5);
        UUID cancelled = classAt(Instant.parse("2026-06-10T10:00:00Z"), 5);
        UUID future = classAt(hoursFromNow(24), 5);
        List.of(first, second, third, cancelled, future).forEach(id -> sit(id, ani));
        List.of(first, unmarked).forEach(id -> sit(id, budi));
        mark(first, ani, "present");
        mark(second, ani, "late");
        mark(third, ani, "absent");
        mark(first, budi, "excused");
        DB.sql("update class_rosters set cancelled = true where schedule_id = :id")
                .param("id", cancelled)
                .update();
        DB.sql("update schedule_attendees set takes_place = false where schedule_id = :id")
                .param("id", cancelled)
                .update();
    }

    private static ApiResponse report(Api api, String query) {
        return api.asAdmin().get("/api/attendance/reports?" + query).assertStatus(200);
    }

    private static String line(ApiResponse report, int row) {
        var line = report.at("/data/" + row);
        return line.get("present") + "/" + line.get("absent") + "/" + line.get("late") + "/" + line.get("excused") + "/"
                + line.get("unmarked") + " " + line.get("attendance_rate");
    }

    @Test
    void addsUpByMonthOfTheSchool(Api api) {
        ApiResponse report = report(api, "group_by=month");
        assertThat(report.at("/data").findValuesAsText("key")).containsExactly("2026-05", "2026-06");
        assertThat(line(report, 0)).isEqualTo("1/0/1/1/0 1.0");
        assertThat(line(report, 1)).isEqualTo("0/1/0/0/1 0.0");
        assertThat(report.at("/meta/total").asInt()).isEqualTo(2);
    }

    @Test
    void addsUpByStudentCourseInstructorAndClass(Api api) {
        ApiResponse students = report(api, "group_by=student&sort=-present");
        assertThat(students.at("/data/0/key").asText()).isEqualTo(ani.toString());
        assertThat(students.at("/data/0/name").asText()).isEqualTo("=Ani, A.");
        assertThat(line(students, 0)).isEqualTo("1/1/1/0/0 0.67");
        assertThat(line(students, 1)).isEqualTo("0/0/0/1/1 null");
        for (String group : List.of("course", "instructor")) {
            ApiResponse report = report(api, "group_by=" + group);
            assertThat(report.at("/data")).hasSize(1);
            assertThat(report.at("/data/0/key").asText()).isEqualTo(course.toString());
            assertThat(report.at("/data/0/name").asText())
                    .isEqualTo(group.equals("course") ? "Piano Dasar" : "Budi Santoso");
            assertThat(line(report, 0)).isEqualTo("1/1/1/1/1 0.67");
        }
        ApiResponse classes = report(api, "group_by=schedule");
        assertThat(classes.at("/data")).hasSize(4);
        assertThat(classes.at("/data/0/key").asText()).isEqualTo(unmarked.toString());
        assertThat(classes.at("/data/3/name").asText()).isEqualTo("Piano Dasar 2026-05-04 15:00");
        assertThat(line(classes, 3)).isEqualTo("1/0/0/1/0 1.0");
    }

    @Test
    void filtersByDaysCourseAndStudent(Api api) {
        assertThat(line(report(api, "group_by=course&from=2026-05-31&to=2026-05-31"), 0))
                .isEqualTo("0/0/1/0/0 1.0");
        assertThat(line(report(api, "group_by=student&from=2026-06-01&to=2026-06-01"), 0))
                .isEqualTo("0/1/0/0/0 0.0");
        assertThat(report(api, "group_by=student&course_id=" + Ids.next()).at("/data"))
                .isEmpty();
        assertThat(report(api, "group_by=month&course_id=" + course).at("/data"))
                .hasSize(2);
        for (String group : List.of("student", "course", "instructor")) {
            assertThat(line(report(api, "group_by=" + group + "&student_id=" + ani), 0))
                    .as(group)
                    .isEqualTo("1/1/1/0/0 0.67");
        }
        assertThat(report(api, "group_by=schedule&student_id=" + budi).at("/data"))
                .hasSize(2);
        assertThat(report(api, "group_by=month&student_id=" + ani + "&course_id=" + course)
                        .at("/data"))
                .hasSize(2);
    }

    @Test
    void addsUpWholeMonthsAndTheirEndsToTheSame(Api api) {
        // Any range must come to what the marks in it come to, wherever it cuts the months.
        for (String from : List.of("2026-04-30", "2026-05-01", "2026-05-04", "2026-05-05", "2026-06-01")) {
            for (String to :
                    List.of("2026-05-03", "2026-05-04", "2026-05-31", "2026-06-01", "2026-06-30", "2026-08-01")) {
                if (from.compareTo(to) <= 0) {
                    String range = "&from=" + from + "&to=" + to;
                    var months = report(api, "group_by=student&sort=key" + range);
                    var marks = report(api, "group_by=student&sort=key&course_id=" + course + range);
                    assertThat(months.at("/data")).as(range).isEqualTo(marks.at("/data"));
                }
            }
        }
        assertThat(count("student_months")).isEqualTo(2);
    }

    @Test
    void streamsCsvThatNoSpreadsheetRuns(Api api) {
        ApiResponse csv = api.asAdmin()
                .header("Accept", "text/csv")
                .get("/api/attendance/reports?group_by=student")
                .assertStatus(200);
        assertThat(csv.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(csv.text().split("\r\n"))
                .containsExactly(
                        "key,name,present,absent,late,excused,unmarked,attendance_rate",
                        ani + ",\"'=Ani, A.\",1,1,1,0,0,0.67",
                        budi + ",Budi,0,0,0,1,1,");
        for (String group : List.of("course", "schedule", "instructor", "month")) {
            assertThat(api.asAdmin()
                            .header("Accept", "text/csv")
                            .get("/api/attendance/reports?group_by=" + group)
                            .assertStatus(200)
                            .text())
                    .contains(group.equals("month") ? "2026-05" : ",");
        }
        api.asAdmin()
                .header("Accept", "text/csv")
                .get("/api/attendance/reports")
                .assertFieldErrors(Map.of("group_by", "REQUIRED"));
        api.asAdmin()
                .header("Accept", "application/pdf")
                .get("/api/attendance/reports?group_by=month")
                .assertError(406, "NOT_ACCEPTABLE");
    }

    @Test
    void tellsHowAStudentAttends(Api api) {
        ApiResponse before =
                api.asAdmin().get("/api/attendance/students/" + ani).assertStatus(200);
        assertThat(before.at("/present").asInt()).isEqualTo(1);
        assertThat(before.at("/attendance_rate").asDouble()).isEqualTo(0.67);
        assertThat(before.at("/current_streak").asInt()).isZero();
        assertThat(before.at("/history")).hasSize(3);
        assertThat(before.at("/history/2/schedule_id").asText()).isEqualTo(first.toString());
        assertThat(before.at("/history/2/course_name").asText()).isEqualTo("Piano Dasar");
        int ago = -9;
        for (String status : List.of("present", "excused", "late")) {
            UUID id = classAt(hoursFromNow(ago++), 1);
            sit(id, ani);
            mark(id, ani, status);
        }
        ApiResponse after = api.asAdmin().get("/api/attendance/students/" + ani).assertStatus(200);
        assertThat(after.at("/current_streak").asInt()).isEqualTo(2);
        UUID newcomer = Ids.next();
        api.asAdmin().get("/api/attendance/students/" + newcomer).assertError(404, "STUDENT_NOT_FOUND");
        Neighbours.people(Neighbours.student(newcomer, "Baru"));
        ApiResponse none =
                api.asAdmin().get("/api/attendance/students/" + newcomer).assertStatus(200);
        assertThat(none.at("/attendance_rate").isNull()).isTrue();
        assertThat(none.at("/history")).isEmpty();
    }

    @Test
    void findsStudentsAtRisk(Api api) {
        for (int i = 0; i < 3; i++) {
            UUID id = classAt(hoursFromNow(-24 * (i + 1)), 2);
            sit(id, budi);
            mark(id, budi, "absent");
        }
        ApiResponse risk = api.asAdmin().get("/api/attendance/at-risk").assertStatus(200);
        assertThat(risk.at("/data")).hasSize(1);
        assertThat(risk.at("/data/0/student_id").asText()).isEqualTo(budi.toString());
        assertThat(risk.at("/data/0/full_name").asText()).isEqualTo("Budi");
        assertThat(risk.at("/data/0/absences").asInt()).isEqualTo(3);
        assertThat(Instant.parse(risk.at("/data/0/last_absence").asText())).isEqualTo(hoursFromNow(-24));
        assertThat(api.asAdmin().get("/api/attendance/at-risk?absences=4").at("/data"))
                .isEmpty();
        assertThat(api.asAdmin().get("/api/attendance/at-risk?days=2").at("/data"))
                .isEmpty();
    }

    @Test
    void listsClassesThatShouldHaveBeenMarked(Api api) {
        UUID justOver = classAt(hoursFromNow(-2), 2);
        sit(justOver, ani);
        ApiResponse list = api.asAdmin().get("/api/attendance/unmarked").assertStatus(200);
        assertThat(list.at("/data").findValuesAsText("schedule_id")).containsExactly(unmarked.toString());
        assertThat(list.at("/data/0/students").asInt()).isEqualTo(1);
    }

    @Test
    void countsForTheDashboard(Api api) {
        UUID recent = classAt(hoursFromNow(-72), 4);
        List<UUID> students = sitIn(recent, 4);
        mark(recent, students.get(0), "present");
        mark(recent, students.get(1), "absent");
        mark(recent, students.get(2), "late");
        ApiResponse stats = api.asAdmin().get("/api/attendance/stats").assertStatus(200);
        assertThat(stats.text())
                .isEqualTo("{\"attendance_rate_30d\":0.67,\"marked_count\":7,\"present_count\":2,\"absent_count\":2,"
                        + "\"late_count\":2,\"excused_count\":1,\"unmarked_past_count\":1}");
        ApiResponse months = api.asAdmin()
                .get("/api/attendance/stats/trend?by=month&from=2026-05-01&to=2026-06-30")
                .assertStatus(200);
        assertThat(months.at("/data").findValuesAsText("period")).containsExactly("2026-05", "2026-06");
        assertThat(months.at("/data/0/present_count").asInt()).isEqualTo(1);
        assertThat(months.at("/data/0/attendance_rate").asDouble()).isEqualTo(1.0);
        ApiResponse weeks = api.asAdmin()
                .get("/api/attendance/stats/trend?by=week&from=2026-05-01&to=2026-06-30&course_id=" + course)
                .assertStatus(200);
        assertThat(weeks.at("/data").findValuesAsText("period"))
                .containsExactly("2026-05-04", "2026-05-25", "2026-06-01");
        assertThat(api.asAdmin().get("/api/attendance/stats/trend?by=week").at("/data"))
                .isNotEmpty();
    }

    @Test
    void namesEveryBadParameterAndRefusesOthers(Api api) {
        api.asAdmin()
                .get("/api/attendance/reports?group_by=day&from=x&to=2026-02-30&course_id=1&student_id=2&page=0&size=0")
                .assertFieldErrors(Map.of(
                        "group_by", "INVALID",
                        "from", "INVALID",
                        "to", "INVALID",
                        "course_id", "INVALID",
                        "student_id", "INVALID",
                        "page", "OUT_OF_RANGE",
                        "size", "OUT_OF_RANGE"));
        api.asAdmin()
                .get("/api/attendance/reports?group_by=month&from=2026-02-02&to=2026-02-01")
                .assertFieldErrors(Map.of("to", "OUT_OF_RANGE"));
        api.asAdmin()
                .get("/api/attendance/at-risk?absences=0&days=x")
                .assertFieldErrors(Map.of("absences", "OUT_OF_RANGE", "days", "INVALID"));
        String never = "%2B999999999-12-31";
        for (String list : List.of("reports?group_by=month", "stats/trend?by=month")) {
            api.asAdmin()
                    .get("/api/attendance/" + list + "&from=" + never + "&to=" + never)
                    .assertFieldErrors(Map.of("from", "OUT_OF_RANGE", "to", "OUT_OF_RANGE"));
        }
        api.asAdmin().get("/api/attendance/stats/trend?by=year").assertFieldErrors(Map.of("by", "INVALID"));
        api.asAdmin().get("/api/attendance/stats/trend").assertFieldErrors(Map.of("by", "REQUIRED"));
        api.asAdmin().get("/api/attendance/students/x").assertField("id", "INVALID");
        for (String operation : OPERATIONS) {
            api.anonymous().get(operation).assertError(401, "AUTH_REQUIRED");
            api.asService("user-service").get(operation).assertError(403, "AUTH_FORBIDDEN");
            api.withoutToken().get(operation).assertError(401, "AUTH_REQUIRED");
        }
    }

    @Test
    void exportsWhatIsHeldAboutAPerson(Api api) {
        String path = "/internal/people/" + ani + "/export";
        ApiResponse export = api.asService("api-gateway").get(path).assertStatus(200);
        assertThat(export.at("/attendance")).hasSize(5);
        assertThat(export.at("/attendance_corrections").isArray()).isTrue();
        api.asAdmin().get(path).assertStatus(200);
        api.asService("user-service").get(path).assertError(403, "AUTH_FORBIDDEN");
        api.withoutToken().get(path).assertError(401, "AUTH_REQUIRED");
    }
}
