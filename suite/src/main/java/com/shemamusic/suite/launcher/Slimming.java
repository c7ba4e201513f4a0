package com.shemamusic.suite.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Has apps collect what only their start needed and give the memory back, which they would not do while nothing is asked of them. */
final class Slimming {

    private Slimming() {}

    /** One after the other, in the background. */
    static void start(List<AppInstance> apps) {
        Thread.ofVirtual().name("slimming").start(() -> apps.forEach(Slimming::slim));
    }

    private static void slim(AppInstance app) {
        SuiteState.Part running = app.part();
        if (running == null) {
            return;
        }
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process collecting = new ProcessBuilder(jcmd.toString(), Long.toString(running.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!collecting.waitFor(10, TimeUnit.SECONDS)) {
                collecting.destroyForcibly();
            }
        } catch (IOException without) {
            // The apps are as they were, only larger.
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
