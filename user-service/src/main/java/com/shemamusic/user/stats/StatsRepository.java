package com.shemamusic.user.stats;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts over {@code users}. */
@Repository
class StatsRepository {

    private final JdbcClient jdbc;

    StatsRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    UserStats count() {
        return jdbc.sql("""
                        select count(*) filter (where role = 'student') as students,
                               count(*) filter (where role = 'student' and status = 'active') as active_students,
                               count(*) filter (where role = 'student' and status = 'pending') as pending_students,
                               count(*) filter (where role = 'instructor' and status = 'active') as instructors,
                               count(*) filter (where role = 'admin' and status = 'active') as admins,
                               count(*) filter (where role = 'student' and created_at > now() - interval '30 days') as new_students
                        from users
                        """)
                .query((rs, row) -> new UserStats(
                        rs.getLong("students"),
                        rs.getLong("active_students"),
                        rs.getLong("pending_students"),
                        rs.getLong("instructors"),
                        rs.getLong("admins"),
                        rs.getLong("new_students")))
                .single();
    }
}
