package com.shemamusic.suite.launcher;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs actions side by side. */
final class Parallel {
    private Parallel() {}

    /** Runs all at once and returns when all have ended; throws the first failure then. */
    static void run(List<Runnable> actions) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> all =
                    actions.stream().map(threads::submit).toList();
            RuntimeException failure = null;
            for (Future<?> one : all) {
                try {
                    one.get();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (ExecutionException e) {
                    failure = failure != null ? failure : asRuntime(e.getCause());
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    private static RuntimeException asRuntime(@Nullable Throwable cause) {
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
