package com.shemamusic.shared.event;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A step repeated on a virtual thread of its own until stopped; a step that throws is repeated after a pause. */
public final class BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /** One round of work. */
    public interface Step {

        /** Returns how long to wait before the next round unless woken; zero for at once. */
        Duration run() throws Exception;
    }

    private final String name;
    private final Step step;
    private final Runnable onFailure;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private boolean failing;
    private @Nullable Thread thread;

    /** The name shows in logs and thread dumps. */
    public BackgroundLoop(String name, Step step, Runnable onFailure) {
        this.name = name;
        this.step = step;
        this.onFailure = onFailure;
    }

    /** Starts the loop once. */
    public synchronized void start() {
        if (!running) {
            running = true;
            thread = Thread.ofVirtual().name(name).start(this::loop);
        }
    }

    /** Ends a wait at once; calls during a round lead to one more round. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** Whether the loop was started and not stopped. */
    public boolean isRunning() {
        return running;
    }

    /** Lets the current round finish, waiting for it at most the given time. */
    public synchronized void stop(Duration patience) {
        running = false;
        wake();
        try {
            if (thread != null && !thread.join(patience)) {
                LOG.warn("{} is still busy after {}", name, patience);
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (running) {
            Duration pause;
            try {
                pause = step.run();
                if (failing) {
                    LOG.info("{} works again", name);
                    failing = false;
                }
            } catch (Throwable e) {
                pause = PAUSE_AFTER_FAILURE;
                fail(e);
            }
            sleep(pause);
        }
    }

    // One line when it begins, not one a second while a server is down.
    private void fail(Throwable e) {
        onFailure.run();
        if (!failing && running) {
            LOG.warn("{} failed and will go on trying: {}", name, e.toString());
            LOG.debug("{} failed", name, e);
        }
        failing = true;
    }

    private void sleep(Duration pause) {
        try {
            if (!pause.isZero() && wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }
}
