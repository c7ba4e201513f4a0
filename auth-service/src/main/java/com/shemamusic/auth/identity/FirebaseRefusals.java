package com.shemamusic.auth.identity;

import com.google.firebase.auth.AuthErrorCode;
import com.google.firebase.auth.FirebaseAuthException;
import com.shemamusic.shared.error.ApiException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What Firebase's answers mean to our callers. What is not plainly a refusal counts as an outage, so that nothing fails open. */
final class FirebaseRefusals {

    private FirebaseRefusals() {}

    static ApiException of(FirebaseAuthException failure) {
        AuthErrorCode code = failure.getAuthErrorCode();
        if (code == null) {
            return unavailable(failure);
        }
        return switch (code) {
            case EXPIRED_ID_TOKEN -> ApiException.unauthorized("AUTH_TOKEN_EXPIRED");
            case REVOKED_ID_TOKEN, USER_NOT_FOUND -> ApiException.unauthorized("AUTH_TOKEN_REVOKED");
            case INVALID_ID_TOKEN, TENANT_ID_MISMATCH -> ApiException.unauthorized("AUTH_TOKEN_INVALID");
            case USER_DISABLED -> ApiException.forbidden("AUTH_ACCOUNT_DISABLED");
            default -> unavailable(failure);
        };
    }

    static ApiException unavailable(@Nullable Throwable cause) {
        return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "AUTH_PROVIDER_UNAVAILABLE", cause)
                .header("Retry-After", "5");
    }
}
