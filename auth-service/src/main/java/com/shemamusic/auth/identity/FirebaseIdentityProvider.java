package com.shemamusic.auth.identity;

import com.google.firebase.auth.AuthErrorCode;
import com.google.firebase.auth.FirebaseAuth;
import com.google.firebase.auth.FirebaseAuthException;
import com.google.firebase.auth.FirebaseToken;
import com.google.firebase.auth.UserRecord;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.web.RequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Firebase Authentication, asked through its library; every call ends within 8 s and within what the caller still waits. */
final class FirebaseIdentityProvider implements IdentityProvider {

    private static final Logger LOG = LoggerFactory.getLogger(FirebaseIdentityProvider.class);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration FOR_THE_ANSWER = Duration.ofMillis(200);
    private static final int MOST_AT_ONCE = 50;
    private final FirebaseAuth auth;
    private final FirebaseMail mail;
    private final Clock clock;
    private final Semaphore calls = new Semaphore(MOST_AT_ONCE);

    FirebaseIdentityProvider(FirebaseAuth auth, FirebaseMail mail, Clock clock) {
        this.auth = auth;
        this.mail = mail;
        this.clock = clock;
    }

    @Override
    public Identity verify(String idToken) {
        FirebaseToken token = ask(() -> auth.verifyIdToken(idToken, true), FirebaseRefusals::ofToken);
        Instant expiresAt = token.getClaims().get("exp") instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue())
                : Instant.EPOCH;
        // The library forgives five minutes.
        if (!expiresAt.isAfter(clock.instant())) {
            throw ApiException.unauthorized("AUTH_TOKEN_EXPIRED");
        }
        return new Identity(token.getUid(), token.getEmail(), token.isEmailVerified(), token.getName(), expiresAt);
    }

    @Override
    public Standing standing(String uid) {
        return ask(() -> {
            try {
                return standingOf(auth.getUser(uid));
            } catch (FirebaseAuthException refused) {
                return unlessUnknown(refused, Standing.GONE);
            }
        });
    }

    @Override
    public Standing standingByEmail(String email) {
        return ask(() -> {
            try {
                return standingOf(auth.getUserByEmail(email));
            } catch (FirebaseAuthException refused) {
                return unlessUnknown(refused, Standing.GOOD);
            }
        });
    }

    @Override
    public String findOrCreate(String email, String fullName) {
        return ask(
                () -> {
                    try {
                        UserRecord known = auth.getUserByEmail(email);
                        if (known.isEmailVerified()) {
                            return known.getUid();
                        }
                        // Anybody may have signed up with this address: whoever did must not become an admin by our
                        // invitation.
                        auth.deleteUser(known.getUid());
                    } catch (FirebaseAuthException refused) {
                        unlessUnknown(refused, email);
                    }
                    return auth.createUser(new UserRecord.CreateRequest()
                                    .setEmail(email)
                                    .setDisplayName(fullName))
                            .getUid();
                },
                FirebaseRefusals::ofAddress);
    }

    @Override
    public void sendPasswordReset(String email, String language) {
        mail.sendPasswordReset(email, language);
    }

    private static Standing standingOf(UserRecord user) {
        return new Standing(user.isDisabled(), Instant.ofEpochMilli(user.getTokensValidAfterTimestamp()));
    }

    private static <T> T unlessUnknown(FirebaseAuthException refused, T answer) throws FirebaseAuthException {
        if (refused.getAuthErrorCode() == AuthErrorCode.USER_NOT_FOUND) {
            return answer;
        }
        throw refused;
    }

    /** The library waits and repeats as it likes; we wait no longer than our caller. */
    private <T> T ask(Callable<T> call, Function<@Nullable Throwable, ApiException> refusals) {
        if (!calls.tryAcquire()) {
            throw FirebaseRefusals.unavailable(null);
        }
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return call.call();
            } finally {
                calls.release();
            }
        });
        Thread.ofVirtual().name("firebase").start(task);
        try {
            return task.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            LOG.warn("Firebase does not answer in time");
            throw FirebaseRefusals.unavailable(late);
        } catch (InterruptedException interrupted) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw FirebaseRefusals.unavailable(interrupted);
        } catch (ExecutionException failed) {
            ApiException refusal = refusals.apply(failed.getCause());
            if (refusal.status().is5xxServerError()) {
                LOG.warn("Firebase fails", failed.getCause());
            }
            throw refusal;
        }
    }

    private <T> T ask(Callable<T> call) {
        return ask(call, FirebaseRefusals::unavailable);
    }

    private static Duration patience() {
        Duration left = RequestContext.current().remaining();
        Duration mine = left == null ? LONGEST : left.minus(FOR_THE_ANSWER);
        return mine.compareTo(LONGEST) > 0 ? LONGEST : mine.isNegative() ? Duration.ZERO : mine;
    }
}
