package com.shemamusic.suite.link;

import com.shemamusic.suite.launcher.RunningSuite;
import java.util.List;
import java.util.Map;

/** Leads processes of a suite another way than the launcher told them. */
public final class Detour {

    private Detour() {}

    /** Tells processes, all at once, other addresses, and returns when they have started again with them. */
    public static void take(RunningSuite suite, List<String> processes, Map<String, String> addresses)
            throws InterruptedException {
        List<Thread> stops = processes.stream()
                .map(process -> Thread.ofVirtual().start(() -> suite.stop(process)))
                .toList();
        for (Thread stop : stops) {
            stop.join();
        }
        for (String process : processes) {
            addresses.forEach((variable, address) -> suite.tell(process, variable, address));
            suite.start(process);
        }
        processes.forEach(suite::awaitReady);
    }
}
