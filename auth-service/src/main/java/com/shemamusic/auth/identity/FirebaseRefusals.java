package com.shemamusic.auth.identity;

import com.google.firebase.ErrorCode;
import com.google.firebase.auth.AuthErrorCode;
import com.google.firebase.auth.FirebaseAuthException;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What Firebase's answers mean to our callers. What is not plainly a refusal counts as an outage, so that nothing fails open. */
final class FirebaseRefusals {

    private FirebaseRefusals() {}

    /** Of a token. */
    static ApiException ofToken(@Nullable Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            return ApiException.unauthorized("AUTH_TOKEN_INVALID");
        }
        AuthErrorCode code = failure instanceof FirebaseAuthException known ? known.getAuthErrorCode() : null;
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

    /** Of an address for a new identity, about which Firebase may think more strictly than we do. */
    static ApiException ofAddress(@Nullable Throwable failure) {
        boolean refused = failure instanceof IllegalArgumentException
                || (failure instanceof FirebaseAuthException known
                        && known.getErrorCode() == ErrorCode.INVALID_ARGUMENT);
        return refused ? FieldErrors.of("email", "INVALID") : unavailable(failure);
    }

    static ApiException unavailable(@Nullable Throwable cause) {
        return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "AUTH_PROVIDER_UNAVAILABLE", cause)
                .header("Retry-After", "5");
    }
}
