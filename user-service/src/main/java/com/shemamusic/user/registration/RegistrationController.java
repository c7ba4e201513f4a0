package com.shemamusic.user.registration;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.InternalFrom;
import com.shemamusic.user.person.User;
import com.shemamusic.user.profile.UserService;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Finds or makes the student of an enrollment form; the same form again finds what it made. */
@RestController
class RegistrationController {

    private static final int ATTEMPTS = 3;
    private final UserService users;

    RegistrationController(UserService users) {
        this.users = users;
    }

    @PostMapping("/internal/students")
    @Refuses("409 USER_EXISTS")
    @InternalFrom("enrollment-service")
    RegistrationResponse register(@RequestBody RegisterStudentRequest request) {
        User submitted = request.student();
        // Between "there is one" and reading it, an admin may have erased or renamed it: then the identity is free
        // again.
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<User> known = users.findStudent(submitted);
            if (known.isPresent()) {
                User onFile = known.get();
                return new RegistrationResponse(
                        onFile.id(), false, onFile.status(), Difference.between(onFile, submitted));
            }
            Optional<User> made = users.add(submitted, null);
            if (made.isPresent()) {
                return new RegistrationResponse(
                        made.get().id(), true, made.get().status(), List.of());
            }
        }
        throw ApiException.conflict("USER_EXISTS");
    }
}
