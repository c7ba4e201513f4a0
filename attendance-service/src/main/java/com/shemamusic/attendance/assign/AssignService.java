package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.assign.AssignResponse.Rejection;
import com.shemamusic.attendance.client.course.CourseClient;
import com.shemamusic.attendance.client.course.SeatAnswer;
import com.shemamusic.attendance.client.user.Person;
import com.shemamusic.attendance.client.user.UserClient;
import com.shemamusic.attendance.roster.Roster;
import com.shemamusic.attendance.roster.RosterService;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Puts students into classes and takes them out: the seat in course-service first, the row of the register then. */
@Service
class AssignService {

    private static final String CLASS_FULL = "CLASS_FULL";
    private static final Optional<String> FULL = Optional.of(CLASS_FULL);
    private static final Optional<String> CONFLICT = Optional.of("STUDENT_TIME_CONFLICT");
    private static final Optional<String> ALREADY = Optional.of("ALREADY_ASSIGNED");
    private final RosterService rosters;
    private final AttendeeRepository attendees;
    private final SeatChecks checks;
    private final CourseClient courses;
    private final UserClient users;
    private final RegisterEntries entries;
    private final Transactions transactions;

    AssignService(
            RosterService rosters,
            AttendeeRepository attendees,
            SeatChecks checks,
            CourseClient courses,
            UserClient users,
            RegisterEntries entries,
            Transactions transactions) {
        this.rosters = rosters;
        this.attendees = attendees;
        this.checks = checks;
        this.courses = courses;
        this.users = users;
        this.entries = entries;
        this.transactions = transactions;
    }

    /**
     * Puts students into a class, or into it and the later ones of its series.
     *
     * @throws ApiException 404 {@code SCHEDULE_NOT_FOUND}, 409 {@code CLASS_CANCELLED}, 409 {@code CLASS_FULL} when the
     *     lack of seats alone kept every student out
     */
    AssignResponse assign(UUID scheduleId, List<UUID> studentIds, boolean following) {
        Roster first = rosters.current(scheduleId);
        if (first.cancelled()) {
            throw ApiException.conflict("CLASS_CANCELLED");
        }
        List<Roster> classes = following ? rosters.following(scheduleId) : List.of(first);
        List<Rejection> rejected = new ArrayList<>();
        List<UUID> eligible = eligible(scheduleId, new LinkedHashSet<>(studentIds), rejected);
        Set<UUID> assigned = new LinkedHashSet<>();
        if (!eligible.isEmpty()) {
            classes.forEach(roster -> assigned.addAll(assign(roster, eligible, rejected)));
        }
        if (!following) {
            rejected.forEach(AssignService::endIfNoClass);
        }
        if (assigned.isEmpty() && rejected.stream().allMatch(rejection -> CLASS_FULL.equals(rejection.code()))) {
            throw ApiException.conflict(CLASS_FULL).with("rejected", rejected);
        }
        return new AssignResponse(List.copyOf(assigned), rejected);
    }

    /**
     * Takes a student out of a class. The register counts at once; the seat is freed now or, while course-service is
     * down, as soon as it is back.
     *
     * @throws ApiException 404 {@code STUDENT_NOT_IN_CLASS}, 409 {@code CLASS_MARKED}
     */
    void unassign(UUID scheduleId, UUID studentId) {
        rosters.known(scheduleId);
        transactions.run(() -> {
            Roster roster = rosters.lock(scheduleId);
            if (!attendees.isIn(scheduleId, studentId)) {
                throw ApiException.notFound("STUDENT_NOT_IN_CLASS");
            }
            if (roster.marked() > 0) {
                throw ApiException.conflict("CLASS_MARKED");
            }
            attendees.remove(scheduleId, studentId);
            checks.free(scheduleId, studentId);
            entries.tell("attendance.unassigned", roster, studentId);
        });
        checks.settle(scheduleId, studentId);
    }

    private List<UUID> eligible(UUID scheduleId, Set<UUID> studentIds, List<Rejection> rejected) {
        Map<UUID, Person> people = users.find(studentIds);
        List<UUID> eligible = new ArrayList<>();
        for (UUID id : studentIds) {
            Person person = people.get(id);
            if (person == null || !person.isStudent()) {
                rejected.add(new Rejection(id, "STUDENT_NOT_FOUND", scheduleId));
            } else if (person.isInactive()) {
                rejected.add(new Rejection(id, "STUDENT_INACTIVE", scheduleId));
            } else {
                eligible.add(id);
            }
        }
        return eligible;
    }

    private List<UUID> assign(Roster roster, List<UUID> students, List<Rejection> rejected) {
        UUID scheduleId = roster.scheduleId();
        Set<UUID> there = attendees.in(scheduleId, students);
        Set<UUID> busy = attendees.busy(scheduleId, students, roster.startsAt(), roster.endsAt());
        List<UUID> assigned = new ArrayList<>();
        for (UUID student : students) {
            // Known reasons are said before a seat is touched; the transaction that writes the row looks again.
            Optional<String> refusal =
                    there.contains(student) ? ALREADY : busy.contains(student) ? CONFLICT : seat(scheduleId, student);
            refusal.ifPresentOrElse(
                    code -> rejected.add(new Rejection(student, code, scheduleId)), () -> assigned.add(student));
        }
        return assigned;
    }

    private Optional<String> seat(UUID scheduleId, UUID student) {
        if (rosters.isFull(scheduleId)) {
            return FULL;
        }
        checks.begin(scheduleId, student);
        SeatAnswer answer = courses.takeSeat(scheduleId, student);
        Optional<String> refusal = switch (answer) {
            case TAKEN, HAD_IT -> row(scheduleId, student);
            case FULL -> FULL;
            case CANCELLED -> Optional.of("CLASS_CANCELLED");
            case NO_SUCH_CLASS -> Optional.of("SCHEDULE_NOT_FOUND");
        };
        if (refusal.isPresent()) {
            if (answer == SeatAnswer.TAKEN && !refusal.equals(ALREADY)) {
                checks.free(scheduleId, student);
                checks.settle(scheduleId, student);
            } else {
                checks.done(scheduleId, student);
            }
        }
        return refusal;
    }

    private Optional<String> row(UUID scheduleId, UUID student) {
        return transactions.write(() -> {
            attendees.lockStudent(student);
            Roster roster = rosters.lock(scheduleId);
            if (attendees.isIn(scheduleId, student)) {
                return ALREADY;
            }
            if (roster.seatsLeft() == 0) {
                return FULL;
            }
            if (entries.isBusy(roster, student)) {
                return CONFLICT;
            }
            entries.enter(roster, student);
            return Optional.empty();
        });
    }

    private static void endIfNoClass(Rejection rejection) {
        if (rejection.code().equals("CLASS_CANCELLED")) {
            throw ApiException.conflict("CLASS_CANCELLED");
        }
        if (rejection.code().equals("SCHEDULE_NOT_FOUND")) {
            throw ApiException.notFound("SCHEDULE_NOT_FOUND");
        }
    }
}
