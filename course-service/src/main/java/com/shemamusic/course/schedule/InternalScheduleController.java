package com.shemamusic.course.schedule;

import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.InternalFrom;
import com.shemamusic.shared.validation.Query;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/internal/schedules")
@InternalFrom({"enrollment-service", "attendance-service"})
class InternalScheduleController {

    record Wanted(@NotNull @Size(max = 500) List<UUID> ids) {}

    record Found(List<Schedule> data) {}

    private final ScheduleRepository schedules;
    private final ScheduleService service;

    InternalScheduleController(ScheduleRepository schedules, ScheduleService service) {
        this.schedules = schedules;
        this.service = service;
    }

    @GetMapping
    Found find(@Query Wanted wanted) {
        return new Found(schedules.findAll(wanted.ids()));
    }

    @GetMapping("/{id}")
    @Refuses("404 SCHEDULE_NOT_FOUND")
    Schedule get(@PathVariable UUID id) {
        return service.require(id);
    }

    /** This class, as far as it is not cancelled, and the later ones of its series that are not. */
    @GetMapping("/{id}/following")
    @Refuses("404 SCHEDULE_NOT_FOUND")
    Found following(@PathVariable UUID id) {
        service.require(id);
        return new Found(schedules.findAll(schedules.following(id)).stream()
                .filter(schedule -> schedule.status() != ScheduleStatus.CANCELLED)
                .toList());
    }
}
