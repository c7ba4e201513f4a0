package com.shemamusic.enrollment.status;

import com.shemamusic.shared.security.PublicAccess;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PublicAccess
class StatusController {

    record StatusRequest(
            @NotBlank @Size(max = 40) String registrationNumber,
            @NotBlank @Size(max = 254) String email) {}

    private final StatusLookup lookup;

    StatusController(StatusLookup lookup) {
        this.lookup = lookup;
    }

    /** A POST, because number and e-mail together are a key and do not belong in a URL. */
    @PostMapping("/api/users/enrollment-status")
    EnrollmentStatusAnswer status(@RequestBody StatusRequest request) {
        return lookup.find(request.registrationNumber(), request.email());
    }
}
