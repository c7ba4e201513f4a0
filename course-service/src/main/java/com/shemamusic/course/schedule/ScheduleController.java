package com.shemamusic.course.schedule;

import com.shemamusic.course.cache.AnswerCache;
import com.shemamusic.course.cache.Region;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.web.IfMatch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/schedules")
@AdminOnly
class ScheduleController {

    /** The {@code ?scope=} of a change. */
    record Reach(@Nullable Scope scope) {

        Scope orThis() {
            return scope == null ? Scope.THIS : scope;
        }
    }

    private final ScheduleLists lists;
    private final ScheduleService service;
    private final ScheduleChanges changes;
    private final ScheduleFigures figures;
    private final AnswerCache cache;

    ScheduleController(
            ScheduleLists lists,
            ScheduleService service,
            ScheduleChanges changes,
            ScheduleFigures figures,
            AnswerCache cache) {
        this.lists = lists;
        this.service = service;
        this.changes = changes;
        this.figures = figures;
        this.cache = cache;
    }

    @GetMapping("/available")
    @Answers(value = Schedule.class, count = Answers.Count.LIST)
    @PublicAccess
    ResponseEntity<byte[]> available(@Query AvailableFilter filter, Paging paging) {
        String course = filter.courseId() == null ? "all" : filter.courseId().toString();
        boolean plain = filter.equals(AvailableFilter.of(filter.courseId())) && paging.equals(Paging.first());
        return cache.answer(
                Region.FREE_SLOTS,
                plain ? course : course + ":" + filter + paging,
                () -> lists.available(filter, paging),
                ScheduleController::untilFirst);
    }

    @GetMapping
    Page<Schedule> list(@Query ScheduleFilter filter, Paging paging) {
        return lists.list(filter, paging);
    }

    @GetMapping("/stats")
    ScheduleFigures.Stats stats() {
        return figures.stats();
    }

    @GetMapping("/{id}")
    @Refuses("404 SCHEDULE_NOT_FOUND")
    Schedule get(@PathVariable UUID id) {
        return service.require(id);
    }

    @PostMapping
    @Answers(status = {201, 200})
    @Refuses({
        "404 COURSE_NOT_FOUND",
        "404 ROOM_NOT_FOUND",
        "404 INSTRUCTOR_NOT_FOUND",
        "409 SCHEDULE_CONFLICT",
        "409 SCHEDULE_ROOM_TOO_SMALL"
    })
    ResponseEntity<ScheduleService.Created> create(@RequestBody CreateScheduleRequest request) {
        ScheduleService.Created created = service.create(request);
        if (request.isDryRun()) {
            return ResponseEntity.ok(created);
        }
        String path = created.data().size() == 1
                ? "/api/schedules/" + created.data().getFirst().id()
                : "/api/schedules";
        return ResponseEntity.created(URI.create(path)).body(created);
    }

    /** Answers the class itself, or with {@code scope=following} the list of all that were meant. */
    @PatchMapping("/{id}")
    @Answers(value = Schedule.class, count = Answers.Count.EITHER)
    @Refuses({
        "404 SCHEDULE_NOT_FOUND",
        "404 ROOM_NOT_FOUND",
        "404 INSTRUCTOR_NOT_FOUND",
        "409 SCHEDULE_CONFLICT",
        "409 SCHEDULE_ROOM_TOO_SMALL",
        "409 SCHEDULE_IN_PAST",
        "409 CLASS_CANCELLED"
    })
    ResponseEntity<?> update(
            @PathVariable UUID id, @Query Reach reach, @RequestBody PatchScheduleRequest request, IfMatch ifMatch) {
        var changed = changes.move(id, reach.orThis(), request, ifMatch);
        return ResponseEntity.ok(reach.orThis() == Scope.THIS ? changed.getFirst() : Page.whole(changed));
    }

    /** Answers as PATCH does. */
    @PostMapping("/{id}/cancel")
    @Answers(value = Schedule.class, count = Answers.Count.EITHER)
    @Refuses({"404 SCHEDULE_NOT_FOUND", "409 SCHEDULE_IN_PAST"})
    ResponseEntity<?> cancel(@PathVariable UUID id, @Query Reach reach, @RequestBody CancelScheduleRequest request) {
        var changed = changes.cancel(id, reach.orThis(), request.reason());
        return ResponseEntity.ok(reach.orThis() == Scope.THIS ? changed.getFirst() : Page.whole(changed));
    }

    /** A class that has begun must not be offered, so an answer lives no longer than until its first one begins. */
    private static Duration untilFirst(Page<Schedule> page) {
        Duration most = Region.FREE_SLOTS.lifetime();
        if (page.data().isEmpty()) {
            return most;
        }
        Duration left = Duration.between(Instant.now(), page.data().getFirst().startsAt());
        return left.compareTo(most) < 0 ? left : most;
    }
}
