package com.shemamusic.suite.trial;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** X1: each service away for a while under a steady mixed load; its routes refuse quickly, the others do not notice. */
public final class OutageTrial implements Trial {

    private static final double QUICK_MILLIS = 100;
    private static final int FIRST_ERROR = 500;
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** A read that its service alone answers. */
    private static final Map<String, String> READS = new LinkedHashMap<>(Map.of(
            "auth-service", "/api/auth/sessions",
            "user-service", "/api/users/stats",
            "course-service", "/api/courses/stats",
            "enrollment-service", "/api/bookings/stats",
            "chat-service", "/api/chat/stats",
            "attendance-service", "/api/attendance/stats"));

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public String purpose() {
        return "Stops each service in turn under load: 503 within 100 ms, nothing else fails, back by itself (X1).";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("seconds", 120, "rate", 100);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        Callers callers = new Callers(suite);
        Duration length = Duration.ofSeconds(run.option("seconds"));
        new Load(callers.admin(), run.option("rate")).during(WARM_UP, () -> false);
        List<String> broken = new ArrayList<>();
        for (String service : READS.keySet()) {
            broken.addAll(without(service, run, suite, callers, length));
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("; ", broken));
        }
    }

    private static List<String> without(
            String service, TrialRun run, RunningSuite suite, Callers callers, Duration length) {
        int rate = run.option("rate");
        // Signed in before the service stops: signing in needs two of them.
        Api admin = callers.newSession();
        Load calm = new Load(admin, rate);
        calm.during(Duration.ofSeconds(10), () -> false);
        suite.stop(service);
        Load opening = new Load(admin, rate);
        opening.during(Duration.ofSeconds(30), () -> circuit(admin, service).equals("open"));
        Load outage = new Load(admin, rate);
        outage.during(length, () -> false);
        suite.start(service);
        suite.awaitReady(service);
        long ready = System.nanoTime();
        new Load(admin, rate).during(Duration.ofSeconds(90), () -> answers(admin, service));
        double back = (System.nanoTime() - ready) / 1e9;

        run.report(service + " away: its routes, once open", outage.of(service));
        run.report(service + " away: the others before", calm.without(service));
        run.report(service + " away: the others meanwhile", outage.without(service));
        run.report(service + " away: errors of the others", outage.errors(service) + opening.errors(service));
        run.report(service + " back after it was ready", "%.1f s".formatted(back));
        List<String> broken = new ArrayList<>();
        double slowest = outage.of(service).getValueAtPercentile(99) / 1e3;
        if (slowest > QUICK_MILLIS) {
            broken.add(service + " is refused in " + slowest + " ms");
        }
        if (outage.errors(service) + opening.errors(service) > 0) {
            broken.add("others failed without " + service + ": " + outage.failed());
        }
        if (!answers(admin, service)) {
            broken.add(service + " did not come back");
        }
        return broken;
    }

    private static String circuit(Api anyone, String service) {
        return anyone.get("/health").at("/circuits/" + service).asText();
    }

    private static boolean answers(Api admin, String service) {
        return admin.get(READS.get(service)).status() < FIRST_ERROR;
    }

    /** Every read in turn at a steady rate, whether or not the one before has been answered. */
    private static final class Load {
        private final Map<String, Histogram> times = new LinkedHashMap<>();
        private final Map<String, Histogram> errors = new LinkedHashMap<>();
        private final List<String> failed = new ArrayList<>();
        private final Api admin;
        private final int rate;

        Load(Api admin, int rate) {
            this.admin = admin;
            this.rate = rate;
            READS.keySet().forEach(service -> {
                times.put(service, new ConcurrentHistogram(3));
                errors.put(service, new ConcurrentHistogram(3));
            });
        }

        void during(Duration length, BooleanSupplier enough) {
            List<String> services = List.copyOf(READS.keySet());
            long begin = System.nanoTime();
            try (ExecutorService callersAtWork = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int sent = 0; System.nanoTime() - begin < length.toNanos(); sent++) {
                    if (sent % rate == 0 && enough.getAsBoolean()) {
                        return;
                    }
                    long due = begin + TimeUnit.SECONDS.toNanos(sent) / rate;
                    sleepUntil(due);
                    String service = services.get(sent % services.size());
                    callersAtWork.submit(() -> call(service, due));
                }
            }
        }

        private void call(String service, long due) {
            ApiResponse answer = admin.get(READS.get(service));
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
            times.get(service).recordValue(micros);
            if (answer.status() >= FIRST_ERROR) {
                errors.get(service).recordValue(micros);
                synchronized (failed) {
                    failed.add(answer.toString());
                }
            }
        }

        Histogram of(String service) {
            return times.get(service);
        }

        Histogram without(String service) {
            Histogram all = new Histogram(3);
            times.forEach((name, some) -> {
                if (!name.equals(service)) {
                    all.add(some);
                }
            });
            return all;
        }

        long errors(String except) {
            return errors.entrySet().stream()
                    .filter(some -> !some.getKey().equals(except))
                    .mapToLong(some -> some.getValue().getTotalCount())
                    .sum();
        }

        List<String> failed() {
            synchronized (failed) {
                return failed.stream().distinct().limit(5).toList();
            }
        }

        private static void sleepUntil(long nanos) {
            long left = nanos - System.nanoTime();
            if (left > 0) {
                try {
                    TimeUnit.NANOSECONDS.sleep(left);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
