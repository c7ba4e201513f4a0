package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTests {

    @TempDir
    private Path directory;

    private Process process;

    @BeforeEach
    void startAProcess() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void endIt() {
        process.destroyForcibly();
    }

    @Test
    void whatAKilledLauncherLeftRunningIsStopped() throws IOException {
        remember(SuiteState.Part.of("user-service", process.pid(), 3002, 9002));

        assertThat(Leftovers.stop(directory)).containsExactly("user-service");

        assertThat(process.onExit().join().isAlive()).isFalse();
        assertThat(SuiteState.read(directory)).isEmpty();
    }

    @Test
    void aStrangerWhoGotTheSameProcessIdIsLeftAlone() throws IOException {
        SuiteState.Part part = SuiteState.Part.of("user-service", process.pid(), 3002, 9002);
        remember(new SuiteState.Part(part.name(), part.pid(), part.startedAt() - 60_000, 3002, 9002));

        assertThat(Leftovers.stop(directory)).isEmpty();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void withoutAStateNothingIsStopped() throws IOException {
        assertThat(Leftovers.stop(directory)).isEmpty();
    }

    @Test
    void resetDeletesDataAndKeepsStartUpCaches() throws IOException {
        Path data = Files.createDirectories(directory.resolve("postgres/base"));
        Path caches = Files.createDirectories(directory.resolve("apps/user-service"));

        Commands.reset(directory, System.out);

        assertThat(data).doesNotExist();
        assertThat(caches).exists();
    }

    private void remember(SuiteState.Part part) throws IOException {
        SuiteState.Part gone = new SuiteState.Part("launcher", 0, 0, 0, 0);
        new SuiteState(gone, 0, "token", true, List.of(part)).write(directory);
    }
}
