package com.shemamusic.shared.client;

import com.shemamusic.shared.error.ApiException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A called service gave no answer: an outage, never a "no". Unless caught it becomes 503, or 504 after a timeout. */
public final class PeerUnavailableException extends ApiException {

    /** What the lack of an answer says of the peer. */
    private enum Kind {
        OUTAGE,
        BROKEN,
        NEVER_ASKED
    }

    private final Kind kind;

    private PeerUnavailableException(
            HttpStatus status, String code, Kind kind, String service, @Nullable Throwable cause) {
        super(status, code, cause);
        this.kind = kind;
        with("service", service);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            header("Retry-After", "2");
        }
    }

    static PeerUnavailableException down(String service, @Nullable Throwable cause) {
        return new PeerUnavailableException(
                HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", Kind.OUTAGE, service, cause);
    }

    static PeerUnavailableException timeout(String service, @Nullable Throwable cause) {
        return new PeerUnavailableException(HttpStatus.GATEWAY_TIMEOUT, "SERVICE_TIMEOUT", Kind.OUTAGE, service, cause);
    }

    /** It was reached and failed at this call (500): asked again, it would do so again. */
    static PeerUnavailableException broken(String service, @Nullable Throwable cause) {
        return new PeerUnavailableException(
                HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", Kind.BROKEN, service, cause);
    }

    /** The time was over before it was asked: nothing is known of it. */
    static PeerUnavailableException neverAsked(String service) {
        return new PeerUnavailableException(
                HttpStatus.GATEWAY_TIMEOUT, "SERVICE_TIMEOUT", Kind.NEVER_ASKED, service, null);
    }

    /** Whether another attempt may fare better. */
    boolean mayPass() {
        return kind == Kind.OUTAGE;
    }

    boolean isNeverAsked() {
        return kind == Kind.NEVER_ASKED;
    }
}
