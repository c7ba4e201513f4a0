package com.shemamusic.enrollment.review;

import com.shemamusic.enrollment.enrollment.EnrollmentState;
import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.security.Actor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReviewRepository {

    private static final String STATE = "select id, status, course_id, student_id, version from enrollments ";
    private final JdbcClient jdbc;

    ReviewRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    EnrollmentState state(UUID id) {
        return state(id, "");
    }

    EnrollmentState lock(UUID id) {
        return state(id, " for no key update");
    }

    private EnrollmentState state(UUID id, String suffix) {
        return jdbc.sql(STATE + "where id = :id" + suffix)
                .param("id", id)
                .query((rs, n) -> EnrollmentState.of(rs))
                .optional()
                .orElseThrow(() -> ApiException.notFound("ENROLLMENT_NOT_FOUND"));
    }

    /** Sets the state of a locked enrollment and writes its line of history. */
    EnrollmentState move(EnrollmentState before, EnrollmentStatus to, Actor actor, @Nullable String note) {
        return jdbc.sql("""
                        with moved as (
                            update enrollments set status = :to, version = version + 1,
                                promoted_at = case when :from = 'waitlisted' and :to = 'pending' then now() else promoted_at end
                            where id = :id returning id, status, course_id, student_id, version),
                        noted as (
                            insert into enrollment_history
                                (id, enrollment_id, at, actor_id, actor_name, from_status, to_status, note)
                            select :historyId, id, clock_timestamp(), :actorId, :actorName, :from, :to, :note from moved)
                        select * from moved
                        """)
                .param("to", to.text())
                .param("from", before.status().text())
                .param("id", before.id())
                .param("historyId", Ids.next())
                .param("actorId", actor.id())
                .param("actorName", actor.name())
                .param("note", note)
                .query((rs, n) -> EnrollmentState.of(rs))
                .single();
    }

    int count(UUID courseId, EnrollmentStatus status) {
        return jdbc.sql("select count(*) from enrollments where course_id = :id and status = :status")
                .param("id", courseId)
                .param("status", status.text())
                .query(Integer.class)
                .single();
    }

    /** Places that are taken, or kept for someone who came from the waiting list. */
    int taken(UUID courseId) {
        return jdbc.sql("""
                        select count(*) from enrollments where course_id = :id
                        and (status = 'active' or status = 'pending' and promoted_at is not null)
                        """).param("id", courseId).query(Integer.class).single();
    }

    /** Those who have waited longest. */
    List<EnrollmentState> firstInLine(UUID courseId, int places) {
        return jdbc.sql(STATE + """
                        where course_id = :id and status = 'waitlisted' order by submitted_at, id limit :places
                        for no key update
                        """)
                .param("id", courseId)
                .param("places", places)
                .query((rs, n) -> EnrollmentState.of(rs))
                .list();
    }

    List<UUID> coursesWithWaiting() {
        return jdbc.sql("select distinct course_id from enrollments where status = 'waitlisted'")
                .query(UUID.class)
                .list();
    }
}
