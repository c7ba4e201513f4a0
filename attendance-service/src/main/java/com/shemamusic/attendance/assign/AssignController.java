package com.shemamusic.attendance.assign;

import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.validation.Query;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AdminOnly
@RequestMapping("/api/attendance/schedules/{id}/students")
class AssignController {

    record Reach(@Nullable Scope scope) {}

    private final AssignService service;
    private final Turnstile turnstile = new Turnstile(16);

    AssignController(AssignService service) {
        this.service = service;
    }

    @PostMapping
    @Refuses({"404 SCHEDULE_NOT_FOUND", "409 CLASS_FULL", "409 CLASS_CANCELLED"})
    AssignResponse assign(@PathVariable UUID id, @Query Reach reach, @RequestBody AssignStudentsRequest request) {
        return turnstile.pass(() -> service.assign(id, request.studentIds(), reach.scope() == Scope.FOLLOWING));
    }

    @DeleteMapping("/{studentId}")
    @Refuses({"404 SCHEDULE_NOT_FOUND", "404 STUDENT_NOT_IN_CLASS", "409 CLASS_MARKED"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unassign(@PathVariable UUID id, @PathVariable UUID studentId) {
        service.unassign(id, studentId);
    }
}
