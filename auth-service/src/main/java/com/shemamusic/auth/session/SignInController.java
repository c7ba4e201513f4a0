package com.shemamusic.auth.session;

import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.PublicAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Trades an ID token, or a refresh token, for a pair of tokens of ours. */
@RestController
@PublicAccess
class SignInController {

    record LoginRequest(@NotBlank @Size(max = 8192) String idToken) {}

    record RefreshRequest(@NotBlank @Size(max = 1024) String refreshToken) {}

    private final Sessions sessions;

    SignInController(Sessions sessions) {
        this.sessions = sessions;
    }

    @PostMapping("/api/auth/login")
    @Refuses({
        "401 AUTH_TOKEN_INVALID",
        "401 AUTH_TOKEN_EXPIRED",
        "401 AUTH_TOKEN_REVOKED",
        "403 AUTH_NOT_ADMIN",
        "403 AUTH_ACCOUNT_DISABLED",
        "503 AUTH_PROVIDER_UNAVAILABLE"
    })
    TokenResponse login(@RequestBody LoginRequest body, HttpServletRequest request) {
        return sessions.login(body.idToken(), Client.of(request));
    }

    @PostMapping("/api/auth/refresh")
    @Refuses({
        "401 AUTH_TOKEN_INVALID",
        "401 AUTH_TOKEN_REVOKED",
        "401 AUTH_REFRESH_REUSED",
        "403 AUTH_NOT_ADMIN",
        "403 AUTH_ACCOUNT_DISABLED",
        "503 AUTH_PROVIDER_UNAVAILABLE"
    })
    TokenResponse refresh(@RequestBody RefreshRequest body, HttpServletRequest request) {
        return sessions.refresh(body.refreshToken(), Client.of(request));
    }
}
