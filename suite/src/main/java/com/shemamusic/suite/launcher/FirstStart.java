package com.shemamusic.suite.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** What happens once in the life of a suite's data. */
final class FirstStart {
    private FirstStart() {}

    /** Loads demonstration data if it is wanted, unless that, or a start without it, has been done here. */
    static void finish(RunningSuite suite, SuiteOptions options, Steps steps) {
        Path done = options.directory().resolve("first-start-done");
        if (Files.exists(done)) {
            return;
        }
        if (options.demo()) {
            for (DemoLoader loader : ServiceLoader.load(DemoLoader.class)) {
                steps.run("demonstration data", () -> {
                    try {
                        loader.load(suite, options.progress());
                    } catch (Exception e) {
                        throw new StartFailure(
                                "demonstration data could not be loaded (try ./shema reset): " + e.getMessage(), e);
                    }
                });
            }
        }
        try {
            Files.createFile(done);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
