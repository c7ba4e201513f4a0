package com.shemamusic.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Lets several actions start at the same moment. */
public final class Races {

    private Races() {}

    /** Runs an action so many times at once; it gets its number from 0. Results are in that order. */
    public static <T> List<T> run(int runners, IntFunction<T> action) {
        List<Callable<T>> actions = new ArrayList<>();
        for (int i = 0; i < runners; i++) {
            int number = i;
            actions.add(() -> action.apply(number));
        }
        return run(actions);
    }

    /**
     * Runs all actions at once, each on a thread of its own, none before all threads are ready.
     *
     * @return the results in the order of the actions
     * @throws AssertionError when one of them throws, after all have ended
     */
    public static <T> List<T> run(List<? extends Callable<T>> actions) {
        CountDownLatch ready = new CountDownLatch(actions.size());
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<T> action : actions) {
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    start.await();
                    return action.call();
                }));
            }
            ready.await();
            start.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the start", e);
        }
        return futures.stream().map(Races::result).toList();
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError("A runner failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
