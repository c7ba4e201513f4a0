package com.shemamusic.auth.identity;

import com.shemamusic.shared.error.ApiException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Asks for password mails after the answer, so that the answer tells nothing about an address, not even by its time. */
@Component
public class PasswordResets implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordResets.class);
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 1000;
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private final IdentityProvider identities;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofVirtual().name("password-reset").factory());

    PasswordResets(IdentityProvider identities) {
        this.identities = identities;
    }

    /** Returns at once; the mail follows, in this language, if the provider knows the address. */
    public void later(String email, String language) {
        try {
            worker.execute(() -> send(email, language));
        } catch (RejectedExecutionException full) {
            LOG.warn("Too many password mails are waiting: one is dropped");
        }
    }

    private void send(String email, String language) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                identities.sendPasswordReset(email, language);
                return;
            } catch (ApiException unavailable) {
                LOG.warn("A password mail could not be asked for, attempt {}", attempt);
            }
            try {
                Thread.sleep(PAUSE.multipliedBy(attempt));
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        worker.shutdown();
        if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
            worker.shutdownNow();
        }
    }
}
