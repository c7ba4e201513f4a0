package com.shemamusic.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Whether it still runs. One that ended counts as gone even if nobody has collected it, as in many containers. */
    public static boolean isAlive(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            return process.isAlive()
                    && !(Files.exists(stat) && Files.readString(stat).contains(") Z "));
        } catch (IOException _) {
            return process.isAlive();
        }
    }

    private static boolean gone(ProcessHandle process, Duration limit) {
        try {
            Poll.until(() -> !isAlive(process), Duration.ofMillis(50), limit);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }
}
