package com.shemamusic.suite.launcher;

import com.shemamusic.suite.server.StrayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Stops what a launcher that was killed left behind: by id and start time from its state, never by name. */
final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private Leftovers() {}

    /** Returns the names of the processes stopped. */
    static List<String> stop(Path directory) throws IOException {
        SuiteState state = SuiteState.read(directory).orElse(null);
        if (state == null) {
            return List.of();
        }
        // The catcher's process is the launcher itself.
        List<SuiteState.Part> alive = state.parts().stream()
                .filter(part -> part.pid() != state.launcher().pid())
                .filter(part -> part.process().isPresent())
                .toList();
        List<SuiteState.Part> apps =
                alive.stream().filter(part -> part.managementPort() != 0).toList();
        List<SuiteState.Part> servers =
                alive.stream().filter(part -> part.managementPort() == 0).toList();
        Parallel.run(
                apps.stream().<Runnable>map(part -> () -> stop(part, "TERM")).toList());
        Parallel.run(servers.stream()
                .<Runnable>map(part -> () -> stop(part, part.name().equals("postgres") ? "INT" : "TERM"))
                .toList());
        SuiteState.delete(directory);
        return alive.stream().map(SuiteState.Part::name).toList();
    }

    private static void stop(SuiteState.Part part, String signal) {
        part.process().ifPresent(process -> StrayProcess.stop(process, signal, GRACE));
    }
}
