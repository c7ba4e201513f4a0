package com.shemamusic.enrollment.person;

import com.shemamusic.shared.security.InternalFrom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InternalFrom("api-gateway")
class PersonController {

    private final PersonReader people;

    PersonController(PersonReader people) {
        this.people = people;
    }

    /** Everything held about a student; empty lists for somebody unknown. */
    @GetMapping("/internal/people/{id}/export")
    Map<String, List<Map<String, Object>>> export(@PathVariable UUID id) {
        return people.export(id);
    }
}
