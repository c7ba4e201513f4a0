package com.shemamusic.suite.launcher;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.suite.server.StrayProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What runs, written down after every start and stop, so that a launcher that was killed leaves nothing unknown.
 *
 * @param launcher the process that watches the others
 * @param controlPort where that launcher takes orders
 * @param ready whether the start was finished
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SuiteState(Part launcher, int controlPort, String controlToken, boolean ready, List<Part> parts) {
    private static final ObjectMapper JSON = new ObjectMapper();
    // The kernel counts starts in hundredths of a second from a boot time that clock corrections move a little.
    private static final long TOLERANCE_MS = 3_000;

    /** A process by id and start time: an id alone may belong to a stranger by now. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Part(String name, long pid, long startedAt, int port, int managementPort) {

        static Part of(String name, long pid, int port, int managementPort) {
            long started = ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(Instant::toEpochMilli)
                    .orElse(0L);
            return new Part(name, pid, started, port, managementPort);
        }

        /** The process if it is still this one. */
        Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid)
                    .filter(StrayProcess::isAlive)
                    .filter(handle -> handle.info()
                            .startInstant()
                            .map(start -> Math.abs(start.toEpochMilli() - startedAt) <= TOLERANCE_MS)
                            .orElse(false));
        }
    }

    static Optional<SuiteState> read(Path directory) throws IOException {
        Path file = file(directory);
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), SuiteState.class)) : Optional.empty();
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = directory.resolve("state.json.part");
        Files.deleteIfExists(unfinished);
        // For its owner only: who can read the token can give orders.
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), this);
        Files.move(unfinished, file(directory), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void delete(Path directory) throws IOException {
        Files.deleteIfExists(file(directory));
    }

    Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    private static Path file(Path directory) {
        return directory.resolve("state.json");
    }
}
