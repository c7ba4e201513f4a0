package com.shemamusic.user.admin;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.InternalFrom;
import com.shemamusic.user.person.User;
import com.shemamusic.user.profile.UserService;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Admin profiles as auth-service finds and makes them. */
@RestController
@InternalFrom("auth-service")
class AdminController {

    private final AdminRepository staff;
    private final UserService users;

    AdminController(AdminRepository staff, UserService users) {
        this.staff = staff;
        this.users = users;
    }

    @GetMapping("/api/users/by-email")
    @Refuses("404 USER_NOT_FOUND")
    StaffMember byEmail(@RequestParam String email) {
        return found(staff.byEmail(email.strip()));
    }

    @GetMapping("/internal/admins/by-firebase-uid/{uid}")
    @Refuses("404 USER_NOT_FOUND")
    StaffMember byFirebaseUid(@PathVariable String uid) {
        return found(staff.byFirebaseUid(uid));
    }

    @GetMapping("/internal/admins/{id}")
    @Refuses("404 USER_NOT_FOUND")
    StaffMember admin(@PathVariable UUID id) {
        return found(staff.admin(id));
    }

    /** An address that an instructor uses is taken as well; {@code details.role} tells the two apart. */
    @PostMapping("/internal/admins")
    @Answers(status = 201)
    @Refuses("409 AUTH_ADMIN_EXISTS")
    ResponseEntity<StaffMember> add(@RequestBody AddAdminRequest request) {
        User admin = users.add(request.admin(), request.firebaseUid()).orElseThrow(() -> {
            String role = staff.byEmail(request.email()).map(StaffMember::role).orElse("admin");
            return ApiException.conflict("AUTH_ADMIN_EXISTS").with("role", role);
        });
        return ResponseEntity.created(URI.create("/internal/admins/" + admin.id()))
                .body(found(staff.admin(admin.id())));
    }

    @PostMapping("/internal/admins/{id}/signed-in")
    @Refuses("404 USER_NOT_FOUND")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signedIn(@PathVariable UUID id) {
        if (!staff.signedIn(id)) {
            throw ApiException.notFound("USER_NOT_FOUND");
        }
    }

    private static StaffMember found(Optional<StaffMember> member) {
        return member.orElseThrow(() -> ApiException.notFound("USER_NOT_FOUND"));
    }
}
