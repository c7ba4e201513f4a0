package com.shemamusic.suite.launcher;

import com.shemamusic.db.Doctor;
import com.shemamusic.db.MigrationFailedException;
import com.shemamusic.suite.server.Folders;
import com.shemamusic.suite.server.StrayProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code down} and {@code reset}, which end what the state names, whether its launcher still lives or not, and {@code doctor}. */
final class Commands {
    // Longer than the launcher's own limits (30 s for apps, 20 s for servers), which it has to be given.
    private static final Duration LAUNCHER_GRACE = Duration.ofSeconds(70);
    private static final List<String> KEPT_BY_RESET = List.of("apps", "binaries", "lock");

    private Commands() {}

    static boolean down(Path directory, PrintStream out) throws IOException {
        Optional<SuiteState> state = SuiteState.read(directory);
        Optional<ProcessHandle> launcher =
                state.flatMap(found -> found.launcher().process());
        launcher.ifPresent(process -> StrayProcess.stop(process, "TERM", LAUNCHER_GRACE));
        List<String> leftovers = Leftovers.stop(directory);
        if (!leftovers.isEmpty()) {
            out.println("Stopped what was left running: " + String.join(", ", leftovers));
        } else {
            out.println(launcher.isPresent() ? "Stopped." : "Nothing was running.");
        }
        return true;
    }

    /**
     * Examines the database the migrator's variables name, or that of the local suite; false when there are findings.
     *
     * @throws StartFailure if there is no database to examine, or an argument is not known
     */
    static boolean doctor(Path directory, List<String> arguments, Map<String, String> environment, PrintStream out)
            throws IOException {
        Map<String, String> complete = new HashMap<>(environment);
        if (!environment.containsKey("DATABASE_MIGRATION_URL")) {
            SuiteState.Part postgres = SuiteState.read(directory)
                    .flatMap(state -> state.part("postgres"))
                    .filter(part -> part.process().isPresent())
                    .orElseThrow(() -> new StartFailure("no database to examine: set DATABASE_MIGRATION_URL,"
                            + " DATABASE_MIGRATION_USER and DATABASE_MIGRATION_PASSWORD, or start the local suite"));
            complete.put("DATABASE_MIGRATION_URL", "jdbc:postgresql://localhost:" + postgres.port() + "/postgres");
            complete.put("DATABASE_MIGRATION_USER", "postgres");
            complete.put("DATABASE_MIGRATION_PASSWORD", Secrets.in(directory).get("postgres"));
        }
        try {
            return Doctor.examine(arguments, complete, out);
        } catch (IllegalArgumentException | MigrationFailedException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Removes data, mail, logs and secrets; keeps programs and start-up caches, which hold nothing of anybody. */
    static boolean reset(Path directory, PrintStream out) throws IOException {
        down(directory, out);
        if (Files.isDirectory(directory)) {
            List<Path> contents;
            try (var files = Files.list(directory)) {
                contents = files.filter(file ->
                                !KEPT_BY_RESET.contains(file.getFileName().toString()))
                        .toList();
            }
            for (Path file : contents) {
                Folders.delete(file);
            }
        }
        out.println("All data is gone; the next ./shema up starts from nothing.");
        return true;
    }
}
