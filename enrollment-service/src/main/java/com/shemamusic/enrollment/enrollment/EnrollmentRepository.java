package com.shemamusic.enrollment.enrollment;

import com.shemamusic.shared.id.Ids;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EnrollmentRepository {

    /** How many places of a course are taken, and how many wait for one. */
    record Occupancy(int active, int waitlisted) {}

    /** The student record found for an enrollment, and where the form says otherwise, as JSON. */
    record Link(UUID enrollmentId, UUID studentId, String differences) {}

    private final JdbcClient jdbc;

    EnrollmentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * When it was submitted, by the database's clock, so that waiting lists keep their order whatever the clocks of the replicas
     * say; empty when the applicant has an open enrollment for the course already.
     */
    Optional<Instant> insert(
            NewEnrollment enrollment, SubmitEnrollmentRequest form, String details, String consentTextVersion) {
        Consent consent = form.consent() == null ? Consent.NONE : form.consent();
        return jdbc.sql("""
                        with added as (
                            insert into enrollments (id, registration_number, status, course_id, course_name, full_name,
                                email, phone, birth_date, language, form, consent_text_version, consented_at,
                                consent_purposes, consent_guardian, submitted_at)
                            select :id, :number, :status, :courseId, :courseName, :fullName, :email, :phone, :birthDate,
                                :language, cast(:form as jsonb), :consentVersion, clock.now, :purposes,
                                :consentGuardian, clock.now from (select clock_timestamp() as now) clock
                            on conflict (course_id, email_folded, name_folded, birth_date)
                                where status in ('pending', 'waitlisted', 'active') and erased_at is null do nothing
                            returning id, status, submitted_at),
                        noted as (
                            insert into enrollment_history (id, enrollment_id, at, to_status)
                            select :historyId, id, submitted_at, status from added)
                        select submitted_at from added
                        """)
                .param("id", enrollment.id())
                .param("number", enrollment.registrationNumber())
                .param("status", enrollment.status().text())
                .param("courseId", enrollment.course().id())
                .param("courseName", enrollment.course().name())
                .param("fullName", form.fullName())
                .param("email", form.email())
                .param("phone", PhoneNumbers.known(form.phone()))
                .param("birthDate", form.birthDate())
                .param(
                        "language",
                        (form.language() == null ? Language.ID : form.language())
                                .name()
                                .toLowerCase(Locale.ROOT))
                .param("form", details)
                .param("consentVersion", consentTextVersion)
                .param("purposes", consent.purposes().toArray(String[]::new))
                .param("consentGuardian", consenting(form))
                .param("historyId", Ids.next())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    private static @Nullable String consenting(SubmitEnrollmentRequest form) {
        Guardian guardian = form.guardian();
        return guardian == null
                        || form.consent() == null
                        || !Boolean.TRUE.equals(form.consent().guardian())
                ? null
                : guardian.fullName() + " (" + guardian.relationship() + ")";
    }

    Occupancy occupancy(UUID courseId) {
        return jdbc.sql("""
                        select count(*) filter (where status = 'active') as active,
                            count(*) filter (where status = 'waitlisted') as waitlisted
                        from enrollments where course_id = :id and status in ('active', 'waitlisted')
                        """).param("id", courseId).query(Occupancy.class).single();
    }

    boolean hasOpen(SubmitEnrollmentRequest form) {
        return jdbc.sql("""
                        select exists (select 1 from enrollments
                        where course_id = :courseId and email_folded = lower(:email) and birth_date = :birthDate
                            and name_folded = lower(regexp_replace(btrim(:fullName), '\\s+', ' ', 'g'))
                            and status in ('pending', 'waitlisted', 'active') and erased_at is null)
                        """)
                .param("courseId", form.courseId())
                .param("email", form.email())
                .param("birthDate", form.birthDate())
                .param("fullName", form.fullName())
                .query(Boolean.class)
                .single();
    }

    /** Takes enrollments without a student record whose turn it is; another replica will not take them for a while. */
    List<UUID> claimUnlinked(int limit) {
        return jdbc.sql("""
                        with due as (
                            select id from enrollments
                            where student_id is null and erased_at is null and link_after <= now()
                            order by link_after limit :limit for update skip locked)
                        update enrollments e
                        set link_attempts = link_attempts + 1,
                            link_after = now() + least(15 * power(2, link_attempts), 60) * interval '1 second'
                        from due where e.id = due.id returning e.id
                        """).param("limit", limit).query(UUID.class).list();
    }

    /** Notes student records; returns the enrollments for which none was noted before. */
    List<EnrollmentState> link(List<Link> links) {
        return jdbc.sql("""
                        update enrollments e set student_id = l.student_id, differences = cast(l.differences as jsonb), version = version + 1
                        from unnest(cast(:ids as uuid[]), cast(:students as uuid[]), cast(:differences as text[])) l (id, student_id, differences)
                        where e.id = l.id and e.student_id is null
                        returning e.id, e.status, e.course_id, e.student_id, e.version
                        """)
                .param("ids", links.stream().map(Link::enrollmentId).toArray(UUID[]::new))
                .param("students", links.stream().map(Link::studentId).toArray(UUID[]::new))
                .param("differences", links.stream().map(Link::differences).toArray(String[]::new))
                .query((rs, n) -> EnrollmentState.of(rs))
                .list();
    }
}
