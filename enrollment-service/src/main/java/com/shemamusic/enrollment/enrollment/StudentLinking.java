package com.shemamusic.enrollment.enrollment;

import com.shemamusic.enrollment.StoredJson;
import com.shemamusic.enrollment.client.user.LinkedStudent;
import com.shemamusic.enrollment.client.user.StudentForm;
import com.shemamusic.enrollment.client.user.UserClient;
import com.shemamusic.enrollment.enrollment.EnrollmentRepository.Link;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.jdbc.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives enrollments their student record, after the form was answered: at once while user-service is up, later otherwise,
 * so that no applicant is lost to its outage (rule 5).
 */
@Component
class StudentLinking {

    private static final Logger LOG = LoggerFactory.getLogger(StudentLinking.class);
    private static final int WORKERS = 4;
    private static final int BATCH = 20;
    private static final Duration GATHERING = Duration.ofMillis(40);

    private final EnrollmentRepository enrollments;
    private final EnrollmentReader reader;
    private final EnrollmentEvents events;
    private final UserClient users;
    private final LateErasure erasure;
    private final Transactions transactions;
    private final StoredJson json;
    private final Semaphore workers = new Semaphore(WORKERS);
    private final AtomicBoolean missed = new AtomicBoolean();

    StudentLinking(
            EnrollmentRepository enrollments,
            EnrollmentReader reader,
            EnrollmentEvents events,
            UserClient users,
            LateErasure erasure,
            Transactions transactions,
            StoredJson json) {
        this.enrollments = enrollments;
        this.reader = reader;
        this.events = events;
        this.users = users;
        this.erasure = erasure;
        this.transactions = transactions;
        this.json = json;
    }

    /** Lets a worker look for unlinked enrollments now, unless enough are at it. */
    @Scheduled(fixedDelay = 15_000)
    void nudge() {
        if (workers.tryAcquire()) {
            Thread.ofVirtual().name("student-linking").start(() -> {
                try {
                    work();
                } catch (RuntimeException failed) {
                    LOG.warn("Linking of students stops until the next round: {}", failed.toString());
                } finally {
                    workers.release();
                }
                if (missed.getAndSet(false)) {
                    nudge();
                }
            });
        } else {
            missed.set(true);
        }
    }

    private void work() {
        // In a rush a few forms come together meanwhile, which are cheaper to do at once.
        LockSupport.parkNanos(GATHERING.toNanos());
        List<UUID> due = enrollments.claimUnlinked(BATCH);
        while (!due.isEmpty()) {
            List<Link> links = reader.rows(due).stream()
                    .flatMap(enrollment -> ask(enrollment).stream())
                    .toList();
            transactions.run(() -> link(links));
            due = enrollments.claimUnlinked(BATCH);
        }
    }

    private void link(List<Link> links) {
        Set<UUID> erased = erasure.erase(links.stream().collect(Collectors.toMap(Link::enrollmentId, Link::studentId)));
        enrollments
                .link(links.stream()
                        .filter(link -> !erased.contains(link.enrollmentId()))
                        .toList())
                .stream()
                .filter(state -> state.status() == EnrollmentStatus.ACTIVE)
                .forEach(state -> events.became("approved", state, null));
    }

    private Optional<Link> ask(Enrollment enrollment) {
        try {
            LinkedStudent student = users.link(form(enrollment));
            String differences = json.write(Objects.requireNonNullElse(student.differences(), List.of()));
            return Optional.of(new Link(enrollment.id(), student.studentId(), differences));
        } catch (PeerUnavailableException down) {
            LOG.info("Enrollment {} waits for its student record: {}", enrollment.id(), down.code());
        } catch (PeerRejectedException refused) {
            LOG.error("user-service refuses the student record of enrollment {}: {}", enrollment.id(), refused.code());
        }
        return Optional.empty();
    }

    private static StudentForm form(Enrollment e) {
        Guardian guardian = e.guardian();
        return new StudentForm(
                e.fullName(),
                e.email(),
                e.phone(),
                e.birthDate(),
                e.address(),
                guardian == null
                        ? null
                        : new StudentForm.Guardian(
                                guardian.fullName(), guardian.phone(), guardian.email(), guardian.relationship()),
                lower(e.experienceLevel()),
                lower(e.learningGoal()),
                e.preferredInstruments(),
                lower(e.budgetRange()),
                e.preferredDays().stream()
                        .map(day -> day.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static @Nullable String lower(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
