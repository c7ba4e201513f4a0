package com.shemamusic.course.schedule;

import com.shemamusic.course.catalog.Course;
import com.shemamusic.course.catalog.CourseService;
import com.shemamusic.course.instructor.InstructorDirectory;
import com.shemamusic.course.room.RoomService;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.time.SchoolTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Makes classes, one or a weekly series. */
@Service
class ScheduleService {

    /** Why a time got no class. */
    enum SkipReason {
        CONFLICT,
        CLOSURE
    }

    /** A time that got no class. */
    record Skipped(Instant startsAt, SkipReason reason, List<ScheduleConflict> conflicts) {}

    /** The classes made, and the times left out. */
    record Created(List<Schedule> data, List<Skipped> skipped) {}

    private record Plan(List<UUID> ids, List<Slot> slots, List<Skipped> skipped) {}

    private final ScheduleRepository schedules;
    private final Timetable timetable;
    private final CourseService courses;
    private final RoomService rooms;
    private final InstructorDirectory instructors;
    private final ScheduleEvents events;
    private final Transactions transactions;
    private final SchoolTime time;

    ScheduleService(
            ScheduleRepository schedules,
            Timetable timetable,
            CourseService courses,
            RoomService rooms,
            InstructorDirectory instructors,
            ScheduleEvents events,
            Transactions transactions,
            SchoolTime time) {
        this.schedules = schedules;
        this.timetable = timetable;
        this.courses = courses;
        this.rooms = rooms;
        this.instructors = instructors;
        this.events = events;
        this.transactions = transactions;
        this.time = time;
    }

    /**
     * Makes the classes, or in a dry run finds out what would be made.
     *
     * @throws ApiException 404 for an unknown course, room or instructor, 409 {@code SCHEDULE_CONFLICT} or
     *     {@code SCHEDULE_ROOM_TOO_SMALL}
     */
    Created create(CreateScheduleRequest request) {
        Course course = courses.require(request.courseId());
        if (!course.isActive()) {
            throw ApiException.notFound("COURSE_NOT_FOUND");
        }
        rooms.requireActive(request.roomId());
        instructors.require(request.instructorId());
        List<Slot> wanted =
                SeriesPlan.times(request.startsAt(), request.endsAt(), request.recurrence(), time.zone()).stream()
                        .map(times ->
                                new Slot(request.roomId(), request.instructorId(), times.startsAt(), times.endsAt()))
                        .toList();
        if (ClassTimes.isTooFar(wanted.getLast().startsAt())) {
            throw FieldErrors.of("recurrence", "OUT_OF_RANGE");
        }
        if (request.isDryRun()) {
            return transactions.read(() -> preview(request, course, plan(request, wanted)));
        }
        // Most losers of a race are told before they queue for the locks.
        transactions.read(() -> plan(request, wanted));
        try {
            return transactions.write(() -> store(request, course, wanted));
        } catch (DataIntegrityViolationException overlap) {
            throw Overlaps.of(overlap, () -> timetable.conflicts(wanted, List.of()));
        }
    }

    private Created store(CreateScheduleRequest request, Course course, List<Slot> wanted) {
        timetable.keepClosures();
        int capacity = timetable.lockRooms(List.of(request.roomId())).getOrDefault(request.roomId(), 0);
        checkSize(course.maxStudents(), capacity);
        timetable.lockInstructors(List.of(request.instructorId()));
        Plan plan = plan(request, wanted);
        if (!plan.ids.isEmpty()) {
            UUID series = request.recurrence() == null ? null : Ids.next();
            timetable.insert(plan.ids, plan.slots, course.id(), course.maxStudents(), series);
        }
        List<Schedule> made = plan.ids.isEmpty() ? List.of() : schedules.findAll(plan.ids);
        made.forEach(events::created);
        events.changed();
        return new Created(made, plan.skipped);
    }

    private Created preview(CreateScheduleRequest request, Course course, Plan plan) {
        checkSize(course.maxStudents(), rooms.require(request.roomId()).capacity());
        String instructor = instructors.name(request.instructorId());
        String room = rooms.require(request.roomId()).name();
        List<Schedule> would = new ArrayList<>();
        for (int i = 0; i < plan.slots.size(); i++) {
            Slot slot = plan.slots.get(i);
            would.add(new Schedule(
                    plan.ids.get(i),
                    course.id(),
                    course.name(),
                    slot.instructorId(),
                    instructor,
                    slot.roomId(),
                    room,
                    slot.startsAt(),
                    slot.endsAt(),
                    ScheduleStatus.AVAILABLE,
                    course.maxStudents(),
                    0,
                    0,
                    null,
                    1));
        }
        return new Created(would, plan.skipped);
    }

    private Plan plan(CreateScheduleRequest request, List<Slot> wanted) {
        Map<Integer, List<ScheduleConflict>> conflicts = timetable.conflicts(wanted, List.of());
        Set<LocalDate> closed = timetable.closed(
                wanted.stream().map(slot -> time.dateOf(slot.startsAt())).toList());
        List<Slot> slots = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        List<List<ScheduleConflict>> fatal = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Slot slot = wanted.get(i);
            List<ScheduleConflict> inTheWay = conflicts.getOrDefault(i, List.of());
            if (closed.contains(time.dateOf(slot.startsAt()))) {
                skipped.add(new Skipped(slot.startsAt(), SkipReason.CLOSURE, List.of()));
            } else if (inTheWay.isEmpty()) {
                slots.add(slot);
            } else if (request.skipsConflicts()) {
                skipped.add(new Skipped(slot.startsAt(), SkipReason.CONFLICT, inTheWay));
            } else {
                fatal.add(inTheWay);
            }
        }
        if (!fatal.isEmpty()) {
            throw conflict(fatal.stream().flatMap(List::stream));
        }
        return new Plan(Stream.generate(Ids::next).limit(slots.size()).toList(), slots, skipped);
    }

    static ApiException conflict(Stream<ScheduleConflict> conflicts) {
        return ApiException.conflict("SCHEDULE_CONFLICT")
                .with("conflicts", conflicts.distinct().toList());
    }

    static void checkSize(int seats, int capacity) {
        if (capacity < seats) {
            throw ApiException.conflict("SCHEDULE_ROOM_TOO_SMALL")
                    .with("seats", seats)
                    .with("capacity", capacity);
        }
    }

    /** A class by id, or 404. */
    Schedule require(UUID id) {
        return schedules.find(id).orElseThrow(() -> ApiException.notFound("SCHEDULE_NOT_FOUND"));
    }
}
