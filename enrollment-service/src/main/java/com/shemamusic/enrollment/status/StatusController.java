package com.shemamusic.enrollment.status;

import com.shemamusic.enrollment.notification.RegistrationReminders;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.PublicAccess;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PublicAccess
class StatusController {

    record StatusRequest(
            @NotBlank @Size(max = 40) String registrationNumber,
            @NotBlank @Size(max = 254) String email) {}

    record ReminderRequest(
            @NotBlank @Size(max = 254) @Email(regexp = "[^\\s@]+@[^\\s@]+")
            String email) {}

    private final StatusLookup lookup;
    private final RegistrationReminders reminders;

    StatusController(StatusLookup lookup, RegistrationReminders reminders) {
        this.lookup = lookup;
        this.reminders = reminders;
    }

    /** A POST, because number and e-mail together are a key and do not belong in a URL. */
    @PostMapping("/api/users/enrollment-status")
    @Refuses("404 REGISTRATION_NOT_FOUND")
    EnrollmentStatusAnswer status(@RequestBody StatusRequest request) {
        return lookup.find(request.registrationNumber(), request.email());
    }

    /** The same answer whether or not the address is known. */
    @PostMapping("/api/users/enrollment-status/reminder")
    @Answers(status = 202)
    ResponseEntity<Void> remind(@RequestBody ReminderRequest request) {
        reminders.remind(request.email());
        return ResponseEntity.accepted().build();
    }
}
