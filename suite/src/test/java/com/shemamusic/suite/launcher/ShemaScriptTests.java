package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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
