package com.shemamusic.enrollment.enrollment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.shemamusic.enrollment.StoredJson;
import com.shemamusic.enrollment.client.user.LinkedStudent.Difference;
import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.time.SchoolTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EnrollmentReader {

    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};

    /** A class that was not heard of yet counts as future: it was assigned a moment ago. */
    private static final String PLACED = """
            exists (select 1 from student_classes s left join class_times t using (schedule_id)
            where s.student_id = e.student_id and s.course_id = e.course_id and s.assigned
              and coalesce(not t.cancelled and t.ends_at > now(), true))""";

    private static final String COLUMNS = "e.*, " + PLACED + """
             as placed, case when e.status = 'waitlisted' then (
                select count(*) from enrollments w where w.course_id = e.course_id and w.status = 'waitlisted'
                  and (w.submitted_at, w.id) <= (e.submitted_at, e.id))::int end as waitlist_position""";

    private final JdbcClient jdbc;
    private final HistoryReader history;
    private final StoredJson json;
    private final SchoolTime time;

    EnrollmentReader(JdbcClient jdbc, HistoryReader history, StoredJson json, SchoolTime time) {
        this.jdbc = jdbc;
        this.history = history;
        this.json = json;
        this.time = time;
    }

    List<Enrollment> findAll(List<UUID> ids) {
        return history.complete(rows(ids));
    }

    /** The same without the history. */
    List<Enrollment> rows(List<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + " from enrollments e where e.id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query((rs, n) -> map(rs))
                .list();
    }

    Page<Enrollment> page(EnrollmentFilter filter, Paging paging) {
        LocalDate from = filter.from();
        LocalDate to = filter.to();
        Page<Enrollment> page = ListQuery.of(COLUMNS, "enrollments e")
                .where(
                        "e.status = :status",
                        "status",
                        filter.status() == null ? null : filter.status().text())
                .where("e.course_id = :courseId", "courseId", filter.courseId())
                .where(PLACED + " = :placed", "placed", filter.placed())
                .where("e.search_text like :q", "q", pattern(filter.q()))
                .where("e.submitted_at >= :from", "from", from == null ? null : Timestamp.from(time.startOf(from)))
                .where("e.submitted_at < :to", "to", to == null ? null : Timestamp.from(time.endOf(to)))
                .sort("submitted_at", "e.submitted_at", "timestamptz")
                .sort("full_name", "e.name_folded", "text")
                .defaultSort("-submitted_at")
                .id("e.id")
                .page(jdbc, paging, (rs, n) -> map(rs));
        return page.with(history.complete(page.data()));
    }

    private static @Nullable String pattern(@Nullable String q) {
        return q == null ? null : "%" + q.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private Enrollment map(ResultSet rs) throws SQLException {
        FormDetails form = json.read(rs.getString("form"), FormDetails.class);
        return new Enrollment(
                rs.getObject("id", UUID.class),
                rs.getString("registration_number"),
                EnrollmentStatus.of(rs.getString("status")),
                rs.getObject("student_id", UUID.class),
                new CourseName(rs.getObject("course_id", UUID.class), rs.getString("course_name")),
                rs.getString("full_name"),
                rs.getString("email"),
                rs.getString("phone"),
                rs.getObject("birth_date", LocalDate.class),
                form.address(),
                form.experienceLevel(),
                form.learningGoal(),
                Objects.requireNonNullElse(form.preferredInstruments(), List.of()),
                form.budgetRange(),
                Objects.requireNonNullElse(form.preferredDays(), List.of()),
                Objects.requireNonNullElse(form.timePreferences(), List.of()),
                form.guardian(),
                Consent.of(
                        Arrays.asList((String[]) rs.getArray("consent_purposes").getArray())),
                form.notes(),
                rs.getString("language"),
                rs.getBoolean("placed"),
                json.read(rs.getString("differences"), DIFFERENCES),
                rs.getObject("waitlist_position", Integer.class),
                List.of(),
                rs.getLong("version"),
                rs.getTimestamp("submitted_at").toInstant());
    }
}
