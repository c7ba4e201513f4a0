package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.client.course.CourseClient;
import com.shemamusic.attendance.client.course.SeatAnswer;
import com.shemamusic.attendance.client.course.StudentSeat;
import com.shemamusic.attendance.roster.Roster;
import com.shemamusic.attendance.roster.RosterService;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Seats in course-service first, rows of the register then, in step with each other: all seats of a request by one call,
 * the rows of each class in a transaction of its own.
 */
@Component
class Seating {

    static final String FULL = "CLASS_FULL";
    static final String ALREADY = "ALREADY_ASSIGNED";
    static final String CONFLICT = "STUDENT_TIME_CONFLICT";
    static final String CANCELLED = "CLASS_CANCELLED";
    static final String NO_SUCH_CLASS = "SCHEDULE_NOT_FOUND";
    private final RosterService rosters;
    private final AttendeeRepository attendees;
    private final SeatChecks checks;
    private final CourseClient courses;
    private final RegisterEntries entries;
    private final Transactions transactions;

    Seating(
            RosterService rosters,
            AttendeeRepository attendees,
            SeatChecks checks,
            CourseClient courses,
            RegisterEntries entries,
            Transactions transactions) {
        this.rosters = rosters;
        this.attendees = attendees;
        this.checks = checks;
        this.courses = courses;
        this.entries = entries;
        this.transactions = transactions;
    }

    /** Puts the students into the classes as far as they fit, and says why each of the others did not. */
    Map<StudentSeat, String> seat(List<Roster> classes, List<UUID> students) {
        Map<StudentSeat, String> refused = new HashMap<>();
        List<StudentSeat> wanted = new ArrayList<>();
        classes.forEach(roster -> wanted.addAll(wanted(roster, students, refused)));
        if (wanted.isEmpty()) {
            return refused;
        }
        checks.begin(wanted);
        Map<StudentSeat, SeatAnswer> answers = courses.takeSeats(wanted);
        Map<UUID, List<UUID>> seated = new LinkedHashMap<>();
        for (StudentSeat seat : wanted) {
            switch (Objects.requireNonNull(answers.get(seat))) {
                case TAKEN, HAD_IT ->
                    seated.computeIfAbsent(seat.scheduleId(), none -> new ArrayList<>())
                            .add(seat.studentId());
                case FULL -> refused.put(seat, FULL);
                case CANCELLED -> refused.put(seat, CANCELLED);
                case NO_SUCH_CLASS -> refused.put(seat, NO_SUCH_CLASS);
            }
        }
        seated.forEach((id, all) ->
                rows(id, all).forEach((student, code) -> refused.put(new StudentSeat(id, student), code)));
        giveBack(wanted, answers, refused);
        return refused;
    }

    /** Known reasons are said before a seat is touched; the transaction that writes the rows looks again. */
    private List<StudentSeat> wanted(Roster roster, List<UUID> students, Map<StudentSeat, String> refused) {
        UUID id = roster.scheduleId();
        Set<UUID> there = attendees.in(id, students);
        Set<UUID> busy = attendees.busy(id, students, roster.startsAt(), roster.endsAt());
        List<StudentSeat> wanted = new ArrayList<>();
        for (UUID student : students) {
            StudentSeat seat = new StudentSeat(id, student);
            if (there.contains(student)) {
                refused.put(seat, ALREADY);
            } else if (busy.contains(student)) {
                refused.put(seat, CONFLICT);
            } else {
                wanted.add(seat);
            }
        }
        if (!wanted.isEmpty() && rosters.isFull(roster)) {
            wanted.forEach(seat -> refused.put(seat, FULL));
            return List.of();
        }
        return wanted;
    }

    /** The students with a seat who could not be put on the register of the class, and why. */
    private Map<UUID, String> rows(UUID scheduleId, List<UUID> students) {
        return transactions.write(() -> {
            attendees.lockStudents(students);
            Roster roster = rosters.lock(scheduleId);
            Set<UUID> there = attendees.in(scheduleId, students);
            Set<UUID> busy = attendees.busy(scheduleId, students, roster.startsAt(), roster.endsAt());
            int left = roster.seatsLeft();
            Map<UUID, String> refused = new HashMap<>();
            List<StudentSeat> entered = new ArrayList<>();
            for (UUID student : students) {
                if (there.contains(student)) {
                    refused.put(student, ALREADY);
                } else if (roster.cancelled()) {
                    refused.put(student, CANCELLED);
                } else if (left == 0) {
                    refused.put(student, FULL);
                } else if (busy.contains(student)) {
                    refused.put(student, CONFLICT);
                } else {
                    entries.enter(roster, student, List.of());
                    entered.add(new StudentSeat(scheduleId, student));
                    left--;
                }
            }
            checks.done(entered);
            return refused;
        });
    }

    /**
     * Frees the seats this request took in vain. A seat the student had before may be a booking's whose event is under way,
     * or what a crash left: its check stays, and a minute later it is clear which.
     */
    private void giveBack(
            List<StudentSeat> wanted, Map<StudentSeat, SeatAnswer> answers, Map<StudentSeat, String> refused) {
        List<StudentSeat> needless = new ArrayList<>();
        for (StudentSeat seat : wanted) {
            String code = refused.get(seat);
            SeatAnswer answer = answers.get(seat);
            boolean hasSeat = answer == SeatAnswer.TAKEN || answer == SeatAnswer.HAD_IT;
            if (code != null && (code.equals(ALREADY) || !hasSeat)) {
                needless.add(seat);
            } else if (code != null && answer == SeatAnswer.TAKEN) {
                checks.beginNow(seat.scheduleId(), seat.studentId());
                checks.settle(seat.scheduleId(), seat.studentId());
            }
        }
        checks.done(needless);
    }
}
