package com.shemamusic.auth.admin;

import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.AdminOnly;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An admin invites another. */
@RestController
@AdminOnly
class InvitationController {

    record InviteAdminRequest(
            @NotBlank @Email @Size(max = 254) String email,
            @NotBlank @Size(max = 120) String fullName) {}

    private final Invitations invitations;

    InvitationController(Invitations invitations) {
        this.invitations = invitations;
    }

    @PostMapping("/api/auth/admins")
    @Answers(status = 201)
    @Refuses({"409 AUTH_ADMIN_EXISTS", "503 AUTH_PROVIDER_UNAVAILABLE"})
    ResponseEntity<AdminResponse> invite(@RequestBody InviteAdminRequest request) {
        AdminResponse admin = invitations.invite(request.email(), request.fullName());
        return ResponseEntity.created(URI.create("/api/users/" + admin.id())).body(admin);
    }
}
