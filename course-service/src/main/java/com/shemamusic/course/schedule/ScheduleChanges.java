package com.shemamusic.course.schedule;

import com.shemamusic.course.instructor.InstructorDirectory;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.time.SchoolTime;
import com.shemamusic.shared.web.IfMatch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Moves and cancels classes, one or this and the following ones of its series. */
@Service
public class ScheduleChanges {

    private final ScheduleRepository schedules;
    private final ScheduleService service;
    private final Timetable timetable;
    private final InstructorDirectory instructors;
    private final ScheduleEvents events;
    private final Transactions transactions;
    private final SchoolTime time;

    ScheduleChanges(
            ScheduleRepository schedules,
            ScheduleService service,
            Timetable timetable,
            InstructorDirectory instructors,
            ScheduleEvents events,
            Transactions transactions,
            SchoolTime time) {
        this.schedules = schedules;
        this.service = service;
        this.timetable = timetable;
        this.instructors = instructors;
        this.events = events;
        this.transactions = transactions;
        this.time = time;
    }

    /**
     * Gives classes another room, instructor or time; later classes of a series shift by as many days and hours, by the
     * local clock.
     *
     * @return the changed classes, soonest first
     * @throws ApiException 409 as for creating, {@code SCHEDULE_IN_PAST} when the class has begun, {@code CLASS_CANCELLED}
     */
    List<Schedule> move(UUID id, Scope scope, PatchScheduleRequest patch, IfMatch ifMatch) {
        UUID instructor =
                patch.instructorId().isPresent() ? patch.instructorId().value() : null;
        requireChangeable(service.require(id));
        if (instructor != null) {
            instructors.require(instructor);
        }
        try {
            return transactions.write(() -> moveNow(id, scope, patch, ifMatch));
        } catch (DataIntegrityViolationException overlap) {
            Schedule current = service.require(id);
            throw Overlaps.of(overlap, () -> timetable.conflicts(List.of(patch.over(slot(current))), List.of(id)));
        }
    }

    private List<Schedule> moveNow(UUID id, Scope scope, PatchScheduleRequest patch, IfMatch ifMatch) {
        List<UUID> ids = affected(id, scope);
        List<Schedule> before = schedules.findAll(ids);
        Schedule target = first(before, id);
        ifMatch.check(target.version());
        Slot goal = patch.over(slot(target));
        FieldErrors errors = new FieldErrors();
        ClassTimes.check(goal.startsAt(), goal.endsAt(), errors);
        errors.throwIfAny();
        List<Slot> slots = before.stream()
                .map(schedule -> schedule.id().equals(id)
                        ? goal
                        : Shift.of(slot(target), goal, patch, time.zone()).apply(slot(schedule)))
                .toList();
        if (slots.stream().map(Slot::startsAt).anyMatch(ClassTimes::isTooFar)) {
            throw FieldErrors.of("starts_at", "OUT_OF_RANGE");
        }
        timetable.keepClosures();
        Map<UUID, Integer> rooms =
                timetable.lockRooms(slots.stream().map(Slot::roomId).distinct().toList());
        timetable.lockInstructors(
                slots.stream().map(Slot::instructorId).distinct().toList());
        if (timetable.lockChangeable(ids).size() != ids.size()
                || !schedules.findAll(ids).equals(before)) {
            // Somebody changed the classes while this waited for its locks.
            requireChangeable(service.require(id));
            return moveNow(id, scope, patch, ifMatch);
        }
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            if (!slots.get(i).equals(slot(before.get(i)))) {
                changed.add(i);
                if (patch.roomId().isPresent()) {
                    ScheduleService.checkSize(
                            before.get(i).seats(),
                            rooms.getOrDefault(slots.get(i).roomId(), 0));
                }
            }
        }
        if (changed.isEmpty()) {
            return before;
        }
        List<Integer> atAnotherTime = changed.stream()
                .filter(i -> !slots.get(i).startsAt().equals(before.get(i).startsAt()))
                .toList();
        refuseClosedDays(atAnotherTime.stream()
                .map(i -> time.dateOf(slots.get(i).startsAt()))
                .toList());
        List<UUID> movedIds = changed.stream().map(i -> before.get(i).id()).toList();
        List<Slot> movedSlots = changed.stream().map(slots::get).toList();
        Map<Integer, List<ScheduleConflict>> conflicts = timetable.conflicts(movedSlots, movedIds);
        if (!conflicts.isEmpty()) {
            throw ScheduleService.conflict(conflicts.values().stream().flatMap(List::stream));
        }
        timetable.move(movedIds, movedSlots);
        timetable.dropHolds(atAnotherTime.stream().map(i -> before.get(i).id()).toList());
        Map<UUID, Schedule> old = before.stream().collect(Collectors.toMap(Schedule::id, schedule -> schedule));
        List<Schedule> after = schedules.findAll(ids);
        after.stream()
                .filter(schedule -> movedIds.contains(schedule.id()))
                .forEach(schedule -> events.updated(old.getOrDefault(schedule.id(), schedule), schedule));
        events.changed();
        return after;
    }

    /**
     * Calls classes off; cancelling a cancelled class again changes nothing.
     *
     * @return the class and, as far as the scope reaches, the later ones
     */
    List<Schedule> cancel(UUID id, Scope scope, String reason) {
        Schedule target = service.require(id);
        if (target.status() == ScheduleStatus.CANCELLED && scope == Scope.THIS) {
            return List.of(target);
        }
        if (target.status() != ScheduleStatus.CANCELLED) {
            requireChangeable(target);
        }
        return transactions.write(() -> {
            List<UUID> ids = affected(id, scope);
            cancelAll(ids, reason);
            return schedules.findAll(ids);
        });
    }

    /** Calls these classes off, as far as they have not begun, as part of the current transaction. */
    public void cancelAll(Collection<UUID> ids, String reason) {
        List<UUID> changeable = timetable.lockChangeable(ids);
        if (changeable.isEmpty()) {
            return;
        }
        timetable.cancel(changeable, reason);
        timetable.dropHolds(changeable);
        schedules.findAll(changeable).forEach(schedule -> events.cancelled(schedule, reason));
        events.changed();
    }

    /** Making a series skips closed days; a class that exists cannot be skipped, so it stays where it is. */
    private void refuseClosedDays(List<LocalDate> days) {
        Set<LocalDate> closed = timetable.closed(days);
        if (!closed.isEmpty()) {
            throw ScheduleService.conflict(Stream.empty())
                    .with("closed_days", closed.stream().sorted().toList());
        }
    }

    private List<UUID> affected(UUID id, Scope scope) {
        return scope == Scope.THIS ? List.of(id) : schedules.following(id);
    }

    private void requireChangeable(Schedule schedule) {
        if (schedule.status() == ScheduleStatus.CANCELLED) {
            throw ApiException.conflict("CLASS_CANCELLED");
        }
        if (!schedule.startsAt().isAfter(time.now())) {
            throw ApiException.conflict("SCHEDULE_IN_PAST");
        }
    }

    private static Slot slot(Schedule schedule) {
        return new Slot(schedule.roomId(), schedule.instructorId(), schedule.startsAt(), schedule.endsAt());
    }

    private static Schedule first(List<Schedule> schedules, UUID id) {
        return schedules.stream()
                .filter(schedule -> schedule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("SCHEDULE_NOT_FOUND"));
    }
}
