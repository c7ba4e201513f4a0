package com.shemamusic.attendance.register;

import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.AdminOnly;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AdminOnly
@RequestMapping("/api/attendance/schedules/{id}")
class RegisterController {

    private final RegisterService service;

    RegisterController(RegisterService service) {
        this.service = service;
    }

    @GetMapping
    @Refuses("404 SCHEDULE_NOT_FOUND")
    Register get(@PathVariable UUID id) {
        return service.get(id);
    }

    @PutMapping("/marks")
    @Refuses({"404 SCHEDULE_NOT_FOUND", "409 CLASS_NOT_STARTED", "409 CLASS_CANCELLED"})
    Register mark(@PathVariable UUID id, @RequestBody MarksRequest request, Actor actor) {
        return service.mark(id, request.marks(), actor);
    }
}
