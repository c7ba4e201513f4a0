package com.shemamusic.auth.session;

import com.shemamusic.shared.security.InternalFrom;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What this service holds about a person: an admin's sessions. */
@RestController
@InternalFrom("api-gateway")
class PeopleController {

    record Held(List<Session> sessions) {}

    private final Sessions sessions;

    PeopleController(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/internal/people/{id}/export")
    Held export(@PathVariable UUID id) {
        return new Held(sessions.all(id));
    }
}
