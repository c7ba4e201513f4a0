package com.shemamusic.suite.server;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Stops a process that is not our child. */
public final class StrayProcess {
    private StrayProcess() {}

    /** Asks with the signal, waits up to the grace, then kills; returns when it is gone. */
    public static void stop(ProcessHandle process, String signal, Duration grace) {
        Signals.send(process.pid(), signal);
        if (!gone(process, grace)) {
            process.destroyForcibly();
            gone(process, Duration.ofSeconds(5));
        }
    }

    private static boolean gone(ProcessHandle process, Duration limit) {
        try {
            Poll.until(() -> !process.isAlive(), Duration.ofMillis(50), limit);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }
}
