package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.assign.AssignResponse.Rejection;
import com.shemamusic.attendance.client.course.StudentSeat;
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
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Puts students into classes and takes them out, with an answer for each of them. */
@Service
class AssignService {

    private final RosterService rosters;
    private final AttendeeRepository attendees;
    private final SeatChecks checks;
    private final UserClient users;
    private final Seating seating;
    private final RegisterEntries entries;
    private final Transactions transactions;

    AssignService(
            RosterService rosters,
            AttendeeRepository attendees,
            SeatChecks checks,
            UserClient users,
            Seating seating,
            RegisterEntries entries,
            Transactions transactions) {
        this.rosters = rosters;
        this.attendees = attendees;
        this.checks = checks;
        this.users = users;
        this.seating = seating;
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
            throw ApiException.conflict(Seating.CANCELLED);
        }
        List<Roster> classes = following ? rosters.following(scheduleId) : List.of(first);
        List<Rejection> rejected = new ArrayList<>();
        List<UUID> eligible = eligible(scheduleId, new LinkedHashSet<>(studentIds), rejected);
        Map<StudentSeat, String> refused = seating.seat(classes, eligible);
        Set<UUID> assigned = new LinkedHashSet<>();
        for (Roster roster : classes) {
            for (UUID student : eligible) {
                String code = refused.get(new StudentSeat(roster.scheduleId(), student));
                if (code == null) {
                    assigned.add(student);
                } else {
                    rejected.add(new Rejection(student, code, roster.scheduleId()));
                }
            }
        }
        if (!following) {
            rejected.forEach(AssignService::endIfNoClass);
        }
        if (assigned.isEmpty() && rejected.stream().allMatch(rejection -> Seating.FULL.equals(rejection.code()))) {
            throw ApiException.conflict(Seating.FULL).with("rejected", rejected);
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
            checks.beginLeaving(scheduleId, studentId);
            entries.tell("attendance.unassigned", roster, studentId, List.of());
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

    private static void endIfNoClass(Rejection rejection) {
        if (rejection.code().equals(Seating.CANCELLED)) {
            throw ApiException.conflict(Seating.CANCELLED);
        }
        if (rejection.code().equals(Seating.NO_SUCH_CLASS)) {
            throw ApiException.notFound(Seating.NO_SUCH_CLASS);
        }
    }
}
