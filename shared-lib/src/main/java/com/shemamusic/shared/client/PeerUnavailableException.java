package com.shemamusic.shared.client;

import com.shemamusic.shared.error.ApiException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A called service gave no answer: an outage, never a "no". Unless caught it becomes 503, or 504 after a timeout. */
public final class PeerUnavailableException extends ApiException {

    private PeerUnavailableException(HttpStatus status, String code, String service, @Nullable Throwable cause) {
        super(status, code, cause);
        with("service", service);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            header("Retry-After", "2");
        }
    }

    static PeerUnavailableException down(String service, @Nullable Throwable cause) {
        return new PeerUnavailableException(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", service, cause);
    }

    static PeerUnavailableException timeout(String service, @Nullable Throwable cause) {
        return new PeerUnavailableException(HttpStatus.GATEWAY_TIMEOUT, "SERVICE_TIMEOUT", service, cause);
    }
}
