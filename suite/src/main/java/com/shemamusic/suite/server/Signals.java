package com.shemamusic.suite.server;

import java.io.IOException;

/** Sends signals that {@link ProcessHandle} has no method for. */
final class Signals {
    private Signals() {}

    static void send(long pid, String signal) {
        try {
            // The shell's own kill: as a program it is missing in small container images.
            new ProcessBuilder("sh", "-c", "kill -$0 $1", signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new IllegalStateException("cannot send " + signal + " to process " + pid, e);
        }
    }
}
