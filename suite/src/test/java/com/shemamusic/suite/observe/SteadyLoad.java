package com.shemamusic.suite.observe;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Requests at a fixed rate, whether earlier ones are answered or not; every answer is looked at, none is asked for again. */
public final class SteadyLoad implements AutoCloseable {

    /** One kind of request; {@code share} of all are of it, and {@code expected} is the only good status. */
    public record Ask(String name, int share, int expected, Supplier<HttpRequest.Builder> request) {}

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final List<Ask> mix = new ArrayList<>();
    private final Histogram micros =
            new ConcurrentHistogram(Duration.ofMinutes(1).toNanos() / 1_000, 3);
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Thread sender;
    private volatile boolean running = true;

    /** Begins at once. */
    public SteadyLoad(int perSecond, List<Ask> asks) {
        asks.forEach(ask -> {
            for (int i = 0; i < ask.share(); i++) {
                mix.add(ask);
            }
        });
        sender = Thread.ofVirtual()
                .name("load")
                .start(() -> send(Duration.ofSeconds(1).toNanos() / perSecond));
    }

    /** Asks once and waits; 0 when there is no answer. */
    static int status(Ask ask) {
        try (HttpClient once = HttpClient.newHttpClient()) {
            return once.send(ask.request().get().timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException none) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void send(long pause) {
        long next = System.nanoTime();
        while (running) {
            ask(mix.get(ThreadLocalRandom.current().nextInt(mix.size())));
            next += pause;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void ask(Ask ask) {
        long begin = System.nanoTime();
        sent.incrementAndGet();
        HttpRequest request;
        try {
            request = ask.request().get().timeout(PATIENCE).build();
        } catch (RuntimeException | AssertionError failure) {
            failures.add(ask.name() + ": " + failure);
            answered.incrementAndGet();
            return;
        }
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            micros.recordValue((System.nanoTime() - begin) / 1_000);
            if (failure != null) {
                failures.add(ask.name() + ": " + failure);
            } else if (answer.statusCode() != ask.expected()) {
                failures.add(ask.name() + ": " + answer.statusCode() + " " + answer.body());
            }
            answered.incrementAndGet();
        });
    }

    public long sent() {
        return sent.get();
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    public Histogram micros() {
        return micros;
    }

    /** Sends no more, and returns when everything sent has been answered. */
    @Override
    public void close() {
        running = false;
        try {
            sender.join();
            while (answered.get() < sent.get()) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
