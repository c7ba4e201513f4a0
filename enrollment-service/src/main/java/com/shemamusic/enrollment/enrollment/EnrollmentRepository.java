package com.shemamusic.enrollment.enrollment;

import com.shemamusic.shared.id.Ids;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EnrollmentRepository {

    /** How many places of a course are taken, and how many wait for one. */
    record Occupancy(int active, int waitlisted) {}

    private final JdbcClient jdbc;

    EnrollmentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the applicant has an open enrollment for the course already. */
    boolean insert(
            SubmittedEnrollment enrollment, SubmitEnrollmentRequest form, String details, String consentTextVersion) {
        Consent consent = form.consent() == null ? Consent.NONE : form.consent();
        Guardian guardian = form.guardian();
        return jdbc.sql("""
                        with added as (
                            insert into enrollments (id, registration_number, status, course_id, course_name, full_name,
                                email, phone, birth_date, language, form, consent_text_version, consented_at,
                                consent_purposes, consent_guardian, submitted_at)
                            values (:id, :number, :status, :courseId, :courseName, :fullName, :email, :phone, :birthDate,
                                :language, cast(:form as jsonb), :consentVersion, :submittedAt, :purposes,
                                :consentGuardian, :submittedAt)
                            on conflict (course_id, email_folded, name_folded, birth_date)
                                where status in ('pending', 'waitlisted', 'active') and erased_at is null do nothing
                            returning id, status)
                        insert into enrollment_history (id, enrollment_id, to_status)
                        select :historyId, id, status from added
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
                        .param("submittedAt", Timestamp.from(enrollment.submittedAt()))
                        .param("purposes", consent.purposes().toArray(String[]::new))
                        .param(
                                "consentGuardian",
                                guardian == null ? null : guardian.fullName() + " (" + guardian.relationship() + ")")
                        .param("historyId", Ids.next())
                        .update()
                == 1;
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

    /** Notes the student record; empty when it was noted before. */
    Optional<EnrollmentState> link(UUID id, UUID studentId, String differences) {
        return jdbc.sql("""
                        update enrollments
                        set student_id = :studentId, differences = cast(:differences as jsonb), version = version + 1
                        where id = :id and student_id is null
                        returning id, status, course_id, student_id, version
                        """)
                .param("id", id)
                .param("studentId", studentId)
                .param("differences", differences)
                .query((rs, n) -> EnrollmentState.of(rs))
                .optional();
    }
}
