package com.shemamusic.attendance.report;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.test.Api;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Times every report over a million marks; run by hand, by its name, and it asserts nothing. */
class ReportBench extends AttendanceTest {

    private static final int CALLS = 30;
    private static final List<String> PATHS = List.of(
            "stats",
            "stats/trend?by=month",
            "stats/trend?by=week",
            "unmarked",
            "at-risk",
            "reports?group_by=student",
            "reports?group_by=student&sort=attendance_rate",
            "reports?group_by=student&from=2026-01-01&to=2026-03-31",
            "reports?group_by=course",
            "reports?group_by=instructor",
            "reports?group_by=month",
            "reports?group_by=student&from=2024-01-15&to=2026-08-20",
            "reports?group_by=schedule",
            "reports?group_by=schedule&from=2025-01-01&to=2026-05-31");

    @Test
    void timesEveryReport(Api api) {
        fill();
        Neighbours.people();
        String student = DB.sql("select student_id::text from schedule_attendees limit 1")
                .query(String.class)
                .single();
        PATHS.forEach(path -> time(api, path));
        time(api, "students/" + student);
        time(api, "reports?group_by=course&student_id=" + student);
        String course = DB.sql("select course_id::text from class_rosters limit 1")
                .query(String.class)
                .single();
        time(api, "reports?group_by=student&course_id=" + course);
        explain();
        for (String group : List.of("student", "schedule")) {
            long start = System.nanoTime();
            int bytes = api.asAdmin()
                    .header("Accept", "text/csv")
                    .get("/api/attendance/reports?group_by=" + group)
                    .assertStatus(200)
                    .bytes()
                    .length;
            System.out.printf("BENCH csv %s: %d ms, %d bytes%n", group, (System.nanoTime() - start) / 1_000_000, bytes);
        }
    }

    private static void time(Api api, String path) {
        Api admin = api.asAdmin();
        List<Long> micros = IntStream.range(0, CALLS)
                .mapToObj(i -> {
                    long start = System.nanoTime();
                    admin.get("/api/attendance/" + path).assertStatus(200);
                    return (System.nanoTime() - start) / 1_000;
                })
                .skip(5)
                .sorted()
                .toList();
        System.out.printf(
                "BENCH %-60s p50 %6.1f ms  p95 %6.1f ms%n",
                path, micros.get(micros.size() / 2) / 1000.0, micros.get(micros.size() * 95 / 100) / 1000.0);
    }

    private static void explain() {
        for (String sql : List.of(
                "select student_id, count(*) filter (where status = 'present') from schedule_attendees"
                        + " where active and takes_place and starts_at between 'epoch' and now() group by 1",
                "select sum(present), sum(absent), sum(late), sum(excused) from class_rosters where not cancelled")) {
            DB.sql("explain (analyze, buffers) " + sql)
                    .query(String.class)
                    .list()
                    .forEach(line -> System.out.println("PLAN " + line));
        }
    }

    private static void fill() {
        DB.sql("""
                        insert into class_rosters (schedule_id, course_id, course_name, instructor_id, instructor_name,
                                                   starts_at, ends_at, seats, version)
                        select md5('c' || i)::uuid, md5('course' || i % 60)::uuid, 'Course ' || i % 60,
                               md5('i' || i % 40)::uuid, 'Instructor ' || i % 40,
                               at, at + interval '1 hour', 8, 1
                        from (select i, now() - interval '3 hours' - i * interval '4 minutes' as at
                              from generate_series(1, 400000) i) c
                        """).update();
        DB.sql("""
                        set session_replication_role = replica;
                        insert into schedule_attendees (schedule_id, student_id, course_id, starts_at, status, marked_at)
                        select r.schedule_id, md5('s' || (hashtext(r.schedule_id::text)::bigint + s * 977) % 4000)::uuid, r.course_id,
                               r.starts_at, (array['present', 'present', 'present', 'late', 'absent', 'excused', 'present'])
                               [1 + abs(hashtext(r.schedule_id::text || s)::bigint) % 7], now()
                        from (select *, row_number() over () as n from class_rosters) r, generate_series(1, 4) s
                        where s <= 1 + r.n % 4
                        on conflict do nothing;
                        update class_rosters r set students = c.n, present = c.p, absent = c.a, late = c.l, excused = c.e
                        from (select schedule_id, count(*) n, count(*) filter (where status = 'present') p,
                                     count(*) filter (where status = 'absent') a, count(*) filter (where status = 'late') l,
                                     count(*) filter (where status = 'excused') e
                              from schedule_attendees group by 1) c
                        where r.schedule_id = c.schedule_id;
                        insert into student_months
                        select student_id, date_trunc('month', starts_at at time zone 'UTC')::date,
                               count(*) filter (where status = 'present'), count(*) filter (where status = 'absent'),
                               count(*) filter (where status = 'late'), count(*) filter (where status = 'excused')
                        from schedule_attendees group by 1, 2
                        """).update();
        DB.sql("vacuum (full, analyze) class_rosters").update();
        DB.sql("vacuum (analyze) class_rosters").update();
        DB.sql("vacuum (analyze) schedule_attendees").update();
        DB.sql("vacuum (analyze) student_months").update();
        System.out.println("BENCH marks: " + count("schedule_attendees where status is not null"));
    }
}
