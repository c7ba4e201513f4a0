package com.shemamusic.attendance.register;

import com.shemamusic.attendance.client.user.StudentNames;
import com.shemamusic.attendance.register.MarksRequest.Mark;
import com.shemamusic.attendance.roster.Roster;
import com.shemamusic.attendance.roster.RosterService;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.time.SchoolTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The register of a class, read and marked (rule 10). */
@Service
class RegisterService {

    private final RosterService rosters;
    private final RegisterRepository register;
    private final StudentNames names;
    private final EventPublisher events;
    private final Transactions transactions;
    private final SchoolTime time;

    RegisterService(
            RosterService rosters,
            RegisterRepository register,
            StudentNames names,
            EventPublisher events,
            Transactions transactions,
            SchoolTime time) {
        this.rosters = rosters;
        this.register = register;
        this.names = names;
        this.events = events;
        this.transactions = transactions;
        this.time = time;
    }

    /**
     * The register of a class, its students by name.
     *
     * @throws ApiException 404 {@code SCHEDULE_NOT_FOUND}
     */
    Register get(UUID scheduleId) {
        Roster roster = rosters.known(scheduleId);
        List<Register.Student> students = register.students(scheduleId);
        Map<UUID, List<Register.Former>> history = roster.marked() == 0 ? Map.of() : register.history(scheduleId);
        Map<UUID, String> known =
                names.of(students.stream().map(Register.Student::studentId).toList());
        return new Register(
                new Register.ClassOfRegister(
                        scheduleId,
                        roster.courseId(),
                        roster.courseName(),
                        roster.instructorName(),
                        roster.startsAt(),
                        roster.endsAt(),
                        roster.status(time.now())),
                roster.seats(),
                roster.seatsLeft(),
                students.stream()
                        .map(student -> complete(student, known, history))
                        .sorted(Comparator.comparing(
                                student -> Objects.requireNonNullElse(student.fullName(), ""),
                                String.CASE_INSENSITIVE_ORDER))
                        .toList());
    }

    /**
     * Marks a class: all of the marks or none. A mark that says what stands already changes nothing; another one keeps
     * what stood before.
     *
     * @throws ApiException 404 {@code SCHEDULE_NOT_FOUND}, 409 {@code CLASS_CANCELLED}, {@code CLASS_NOT_STARTED} by the
     *     database's clock, 400 with {@code STUDENT_NOT_IN_CLASS} for everybody who does not sit in it
     */
    Register mark(UUID scheduleId, List<Mark> marks, Actor actor) {
        rosters.known(scheduleId);
        transactions.run(() -> {
            Roster roster = rosters.lock(scheduleId);
            if (roster.cancelled()) {
                throw ApiException.conflict("CLASS_CANCELLED");
            }
            if (!register.hasBegun(scheduleId)) {
                throw ApiException.conflict("CLASS_NOT_STARTED").with("starts_at", roster.startsAt());
            }
            Map<UUID, Register.Student> there = register.students(scheduleId).stream()
                    .collect(Collectors.toMap(Register.Student::studentId, Function.identity()));
            FieldErrors errors = new FieldErrors();
            for (int i = 0; i < marks.size(); i++) {
                errors.addIf(
                        !there.containsKey(marks.get(i).studentId()),
                        "marks[" + i + "].student_id",
                        "STUDENT_NOT_IN_CLASS");
            }
            errors.throwIfAny();
            long revision = roster.revision();
            // In the order of ids: what two classes count for the same students is then locked in the same order.
            for (Mark mark :
                    marks.stream().sorted(Comparator.comparing(Mark::studentId)).toList()) {
                Register.Student before = Objects.requireNonNull(there.get(mark.studentId()));
                if (!says(before, mark)) {
                    register.keep(scheduleId, mark.studentId(), actor);
                    register.mark(scheduleId, mark.studentId(), mark.status(), mark.shortNote(), actor);
                    if (!mark.status().word().equals(before.status())) {
                        publish(roster, ++revision, mark, before.status());
                    }
                }
            }
        });
        return get(scheduleId);
    }

    private static boolean says(Register.Student before, Mark mark) {
        return mark.status().word().equals(before.status()) && Objects.equals(mark.shortNote(), before.note());
    }

    private static Register.Student complete(
            Register.Student student, Map<UUID, String> names, Map<UUID, List<Register.Former>> history) {
        return new Register.Student(
                student.studentId(),
                names.get(student.studentId()),
                student.status(),
                student.note(),
                student.markedAt(),
                student.markedBy(),
                history.getOrDefault(student.studentId(), List.of()));
    }

    private void publish(Roster roster, long revision, Mark mark, @Nullable String before) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("scheduleId", roster.scheduleId());
        data.put("studentId", mark.studentId());
        data.put("courseId", roster.courseId());
        data.put("status", mark.status().word());
        data.put("previousStatus", before);
        events.publish("attendance.marked", roster.scheduleId(), revision, data);
    }
}
