package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShemaScriptTests {

    @Test
    void helpNamesEveryCommand() throws IOException {
        assertThat(run("help").text()).contains("up", "down", "status", "logs", "reset", "test", "--detach", "--empty");
    }

    @Test
    void anUnknownCommandIsRefused() throws IOException {
        Answer answer = run("upp");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).contains("unknown command upp");
    }

    @Test
    void theScriptIsValidShell() throws IOException {
        Process process = new ProcessBuilder("bash", "-n", script())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(process.onExit().join().exitValue()).isZero();
    }

    @Test
    void logsAreThoseOfEveryReplica(@TempDir Path folder) throws IOException {
        Path copy = Files.copy(Path.of(script()), folder.resolve("shema"));
        Path logs = Files.createDirectories(folder.resolve(".local/logs"));
        for (String name : List.of(
                "api-gateway",
                "api-gateway-2",
                "chat-service",
                "chat-service-2",
                "user-service",
                "user-service-training")) {
            Files.createFile(logs.resolve(name + ".log"));
        }
        // In place of the tail that follows: it tells what it was given.
        Path tail = Files.writeString(folder.resolve("tail"), "#!/bin/sh\necho \"tail $*\"\n");
        assertThat(tail.toFile().setExecutable(true)).isTrue();

        assertThat(logs(copy, folder))
                .isEqualTo(
                        "tail -n 20 -F .local/logs/chat-service.log .local/logs/user-service.log"
                                + " .local/logs/chat-service-2.log .local/logs/api-gateway.log .local/logs/api-gateway-2.log\n");
        assertThat(logs(copy, folder, "chat-service"))
                .isEqualTo("tail -n 200 -F .local/logs/chat-service.log .local/logs/chat-service-2.log\n");
        assertThat(logs(copy, folder, "choir-service")).contains("no log of choir-service");
    }

    private static String logs(Path script, Path commands, String... name) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString(), "logs"));
        command.addAll(List.of(name));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", commands.toString(), (path, own) -> own + ":" + path);
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Answer run(String command) throws IOException {
        Process process = new ProcessBuilder("bash", script(), command)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.onExit().join().exitValue(), text);
    }

    private static String script() {
        return SuiteOptions.findRoot().resolve("shema").toString();
    }

    private record Answer(int code, String text) {}
}
