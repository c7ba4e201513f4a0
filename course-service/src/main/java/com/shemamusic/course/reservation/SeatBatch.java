package com.shemamusic.course.reservation;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.course.cache.AnswerCache;
import com.shemamusic.course.cache.Region;
import com.shemamusic.course.reservation.SeatRepository.LockedClass;
import com.shemamusic.course.reservation.TakeSeatsRequest.WantedSeat;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Seats of many students in many classes at once: what a group joining a whole series needs in one call. */
@Service
class SeatBatch {

    /** What came of one wish. */
    enum Outcome {
        TAKEN,
        HAD_IT,
        FULL,
        CANCELLED,
        MISSING
    }

    record Given(UUID scheduleId, UUID studentId, Outcome outcome) {}

    /** A seat a student has. */
    record StudentSeat(UUID scheduleId, UUID studentId) {}

    private final JdbcClient jdbc;
    private final SeatRepository seats;
    private final Transactions transactions;
    private final AnswerCache cache;

    SeatBatch(JdbcClient jdbc, SeatRepository seats, Transactions transactions, AnswerCache cache) {
        this.jdbc = jdbc;
        this.seats = seats;
        this.transactions = transactions;
        this.cache = cache;
    }

    /** Takes each seat there is; a wish that cannot be met leaves the others alone, and taking again changes nothing. */
    List<Given> take(List<WantedSeat> wanted) {
        return transactions.write(() -> {
            Set<UUID> ids = wanted.stream().map(WantedSeat::scheduleId).collect(Collectors.toSet());
            Map<UUID, LockedClass> classes = seats.lock(ids);
            Set<StudentSeat> had = new HashSet<>(taken(ids));
            Map<UUID, Integer> free = free(classes);
            Map<UUID, List<UUID>> takers = new LinkedHashMap<>();
            List<Given> given = new ArrayList<>();
            for (WantedSeat wish : wanted) {
                UUID id = wish.scheduleId();
                Outcome outcome = outcome(classes.get(id), had, wish, free.getOrDefault(id, 0));
                if (outcome == Outcome.TAKEN) {
                    free.merge(id, -1, Integer::sum);
                    had.add(new StudentSeat(id, wish.studentId()));
                    takers.computeIfAbsent(id, none -> new ArrayList<>()).add(wish.studentId());
                }
                given.add(new Given(id, wish.studentId(), outcome));
            }
            takers.forEach(this::store);
            if (!takers.isEmpty()) {
                cache.dropAfterCommit(Region.FREE_SLOTS, Region.CATALOGUE);
            }
            return given;
        });
    }

    /** Who has a seat in these classes. */
    List<StudentSeat> taken(Collection<UUID> schedules) {
        return jdbc.sql("""
                        select schedule_id, student_id from class_seats
                        where schedule_id = any(cast(:ids as uuid[])) and student_id is not null""")
                .param("ids", array(schedules))
                .query((row, n) -> new StudentSeat(uuid(row, "schedule_id"), uuid(row, "student_id")))
                .list();
    }

    private Map<UUID, Integer> free(Map<UUID, LockedClass> classes) {
        Map<UUID, Integer> held = seats.held(classes.keySet(), null);
        Map<UUID, Integer> free = new HashMap<>();
        classes.forEach((id, found) -> free.put(id, found.seats() - found.taken() - held.getOrDefault(id, 0)));
        return free;
    }

    private static Outcome outcome(@Nullable LockedClass found, Set<StudentSeat> had, WantedSeat wish, int free) {
        if (found == null) {
            return Outcome.MISSING;
        }
        if (found.cancelled()) {
            return Outcome.CANCELLED;
        }
        if (had.contains(new StudentSeat(wish.scheduleId(), wish.studentId()))) {
            return Outcome.HAD_IT;
        }
        return free > 0 ? Outcome.TAKEN : Outcome.FULL;
    }

    private void store(UUID schedule, List<UUID> students) {
        jdbc.sql("""
                        insert into class_seats (id, schedule_id, student_id, state)
                        select n.id, :schedule, n.student, 'taken'
                        from unnest(cast(:ids as uuid[]), cast(:students as uuid[])) as n (id, student)""")
                .param("schedule", schedule)
                .param("ids", array(students.stream().map(student -> Ids.next()).toList()))
                .param("students", array(students))
                .update();
        seats.count(schedule, students.size());
    }
}
