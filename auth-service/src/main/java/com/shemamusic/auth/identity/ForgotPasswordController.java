package com.shemamusic.auth.identity;

import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.web.RequestContext;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Answers alike for every address; the mail is the provider's. */
@RestController
@PublicAccess
class ForgotPasswordController {

    record ForgotPasswordRequest(
            @NotBlank @Email @Size(max = 254) String email) {}

    private final PasswordResets resets;

    ForgotPasswordController(PasswordResets resets) {
        this.resets = resets;
    }

    @PostMapping("/api/auth/forgot-password")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forgot(@RequestBody ForgotPasswordRequest request) {
        resets.later(request.email(), RequestContext.current().language().getLanguage());
    }
}
