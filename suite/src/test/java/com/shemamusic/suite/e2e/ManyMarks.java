package com.shemamusic.suite.e2e;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Years of a large school's registers: 4 000 students, 60 courses, 40 instructors, a class every four minutes. */
final class ManyMarks {

    private ManyMarks() {}

    static void fill(JdbcClient database, int marks) {
        for (String sql : List.of(
                """
                insert into shema.users (id, role, status, full_name, name_key, search_text, email, birth_date)
                select md5('s' || n)::uuid, 'student', 'active', 'Murid ' || n, 'murid ' || n, 'murid ' || n,
                       'murid' || n || '@contoh.local', date '2010-01-01'
                from generate_series(0, 3999) n
                """,
                """
                insert into shema.class_rosters (schedule_id, course_id, course_name, instructor_id, instructor_name,
                                                 starts_at, ends_at, seats, version)
                select md5('c' || i)::uuid, md5('course' || i %% 60)::uuid, 'Kursus ' || i %% 60,
                       md5('i' || i %% 40)::uuid, 'Guru ' || i %% 40, at, at + interval '1 hour', 8, 1
                from (select i, now() - interval '3 hours' - i * interval '4 minutes' as at
                      from generate_series(1, %1$d * 2 / 5) i) c
                """,
                // As rows would come one by one, without a million runs of the triggers that count them.
                """
                set session_replication_role = replica;
                insert into shema.schedule_attendees (schedule_id, student_id, course_id, starts_at, status, marked_at, marked_by)
                select r.schedule_id, md5('s' || (abs(hashtext(r.schedule_id::text)::bigint) + s * 977) %% 4000)::uuid,
                       r.course_id, r.starts_at, (array['present', 'present', 'present', 'late', 'absent', 'excused', 'present'])
                       [1 + abs(hashtext(r.schedule_id::text || s)::bigint) %% 7], now(), 'bench'
                from (select *, row_number() over () as n from shema.class_rosters) r, generate_series(1, 4) s
                where s <= 1 + r.n %% 4
                on conflict do nothing;
                update shema.class_rosters r set students = c.n, present = c.p, absent = c.a, late = c.l, excused = c.e
                from (select schedule_id, count(*) n, count(*) filter (where status = 'present') p,
                             count(*) filter (where status = 'absent') a, count(*) filter (where status = 'late') l,
                             count(*) filter (where status = 'excused') e
                      from shema.schedule_attendees group by 1) c
                where r.schedule_id = c.schedule_id;
                insert into shema.student_months
                select student_id, date_trunc('month', starts_at at time zone 'UTC')::date,
                       count(*) filter (where status = 'present'), count(*) filter (where status = 'absent'),
                       count(*) filter (where status = 'late'), count(*) filter (where status = 'excused')
                from shema.schedule_attendees group by 1, 2;
                set session_replication_role = default
                """)) {
            database.sql(sql.contains("%1$d") || sql.contains("%%") ? sql.formatted(marks) : sql)
                    .update();
        }
        for (String table : List.of("class_rosters", "schedule_attendees", "student_months", "users")) {
            database.sql("vacuum (analyze) shema." + table).update();
        }
    }

    static long count(JdbcClient database, String from) {
        return database.sql("select count(*) from shema." + from)
                .query(Long.class)
                .single();
    }

    static Map<String, String> ids(JdbcClient database) {
        return Map.of(
                "student", one(database, "select student_id from shema.schedule_attendees limit 1"),
                "course", one(database, "select course_id from shema.class_rosters limit 1"),
                "schedule", one(database, "select schedule_id from shema.class_rosters where students > 1 limit 1"));
    }

    private static String one(JdbcClient database, String sql) {
        return database.sql(sql).query(String.class).single();
    }
}
