package com.shemamusic.enrollment.enrollment;

import com.shemamusic.enrollment.captcha.Captcha;
import com.shemamusic.enrollment.course.KnownCourse;
import com.shemamusic.enrollment.course.KnownCourses;
import com.shemamusic.enrollment.idempotency.Idempotency;
import com.shemamusic.enrollment.idempotency.IdempotencyKey;
import com.shemamusic.enrollment.idempotency.KeyedRequest;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.time.SchoolTime;
import java.time.Period;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Takes enrollment forms. The order is the contract's: known key, captcha, business rules; then one transaction with the
 * enrollment, its event and the answer to repeats. No other service is called inside it.
 */
@Service
class EnrollmentForm {

    /** What a form is answered with. */
    record Answer(SubmittedEnrollment enrollment, boolean replayed) {}

    private static final String SCOPE = "enrollments";
    private static final int NUMBERS_TRIED = 3;

    private final Idempotency idempotency;
    private final Captcha captcha;
    private final KnownCourses courses;
    private final NewEnrollments newEnrollments;
    private final RegistrationNumbers numbers;
    private final Transactions transactions;
    private final StudentLinking linking;
    private final SchoolTime time;

    EnrollmentForm(
            Idempotency idempotency,
            Captcha captcha,
            KnownCourses courses,
            NewEnrollments newEnrollments,
            RegistrationNumbers numbers,
            Transactions transactions,
            StudentLinking linking,
            SchoolTime time) {
        this.idempotency = idempotency;
        this.captcha = captcha;
        this.courses = courses;
        this.newEnrollments = newEnrollments;
        this.numbers = numbers;
        this.transactions = transactions;
        this.linking = linking;
        this.time = time;
    }

    Answer submit(IdempotencyKey key, SubmitEnrollmentRequest form) {
        KeyedRequest request = idempotency.request(SCOPE, key, form.withoutToken());
        Optional<SubmittedEnrollment> known = idempotency.replay(request, SubmittedEnrollment.class);
        if (known.isPresent()) {
            return new Answer(known.get(), true);
        }
        captcha.check(form.captchaToken(), "enrollment", key.value());
        KnownCourse course = courses.open(form.courseId());
        if (!course.admits(Period.between(form.birthDate(), time.today()).getYears())) {
            throw FieldErrors.of("birth_date", "AGE_NOT_ALLOWED");
        }
        Optional<SubmittedEnrollment> stored = store(request, form, course);
        if (stored.isEmpty()) {
            return idempotency
                    .replay(request, SubmittedEnrollment.class)
                    .map(answer -> new Answer(answer, true))
                    .orElseThrow(Idempotency::inProgress);
        }
        idempotency.remember(request, stored.get());
        linking.nudge();
        return new Answer(stored.get(), false);
    }

    private Optional<SubmittedEnrollment> store(
            KeyedRequest request, SubmitEnrollmentRequest form, KnownCourse course) {
        for (int tried = 1; ; tried++) {
            try {
                return transactions.write(() -> idempotency.first(request, () -> insert(form, course)));
            } catch (DuplicateKeyException numberTaken) {
                if (tried == NUMBERS_TRIED) {
                    throw numberTaken;
                }
            }
        }
    }

    private SubmittedEnrollment insert(SubmitEnrollmentRequest form, KnownCourse course) {
        EnrollmentStatus status = EnrollmentStatus.PENDING;
        if (course.enrollmentLimit() != null && newEnrollments.isFull(course.id())) {
            if (!Boolean.TRUE.equals(form.joinWaitlist())) {
                newEnrollments.refuseDuplicate(form);
                throw ApiException.conflict("COURSE_FULL");
            }
            status = EnrollmentStatus.WAITLISTED;
        }
        CourseName name = new CourseName(course.id(), course.name());
        return newEnrollments.add(new NewEnrollment(Ids.next(), numbers.next(), status, name), form);
    }
}
