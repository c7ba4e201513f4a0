package com.shemamusic.user.export;

import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.InternalFrom;
import com.shemamusic.user.activity.StudentActivity;
import com.shemamusic.user.profile.UserService;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** This service's part of the export of a person's data. */
@RestController
class ExportController {

    private final UserService users;
    private final StudentActivity activity;

    ExportController(UserService users, StudentActivity activity) {
        this.users = users;
        this.activity = activity;
    }

    @GetMapping("/internal/people/{id}/export")
    @Refuses("404 USER_NOT_FOUND")
    @InternalFrom("api-gateway")
    PersonExport export(@PathVariable UUID id) {
        return new PersonExport(users.get(id), activity.of(id));
    }
}
