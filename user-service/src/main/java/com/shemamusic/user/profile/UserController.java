package com.shemamusic.user.profile;

import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.web.IfMatch;
import com.shemamusic.user.person.User;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Profiles, for admins. */
@RestController
@RequestMapping("/api/users")
@AdminOnly
class UserController {

    private final UserService users;

    UserController(UserService users) {
        this.users = users;
    }

    @GetMapping
    Page<User> page(@Query UserFilter filter, Paging paging) {
        return users.page(filter, paging);
    }

    @PostMapping
    @Answers(status = 201)
    @Refuses({"409 USER_EMAIL_TAKEN", "409 USER_EXISTS"})
    ResponseEntity<User> create(@RequestBody CreateUserRequest request) {
        User user = users.create(request);
        return ResponseEntity.created(URI.create("/api/users/" + user.id())).body(user);
    }

    @GetMapping("/{id}")
    @Refuses("404 USER_NOT_FOUND")
    User get(@PathVariable UUID id) {
        return users.get(id);
    }

    @PatchMapping("/{id}")
    @Refuses({"404 USER_NOT_FOUND", "409 USER_EMAIL_TAKEN", "409 USER_EXISTS", "409 USER_LAST_ADMIN", "409 USER_ERASED"
    })
    User change(@PathVariable UUID id, @RequestBody ChangeUserRequest request, IfMatch ifMatch) {
        return users.change(id, request, ifMatch);
    }

    @DeleteMapping("/{id}")
    @Refuses({"404 USER_NOT_FOUND", "409 USER_LAST_ADMIN"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivate(@PathVariable UUID id) {
        users.deactivate(id);
    }

    @PostMapping("/{id}/erase")
    @Refuses({"404 USER_NOT_FOUND", "409 USER_NOT_STUDENT"})
    User erase(@PathVariable UUID id) {
        return users.erase(id);
    }
}
