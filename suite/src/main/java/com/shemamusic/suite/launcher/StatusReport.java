package com.shemamusic.suite.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code status}: every part with its process, port, memory and whether it is ready. */
final class StatusReport {
    private static final String LINE = "%-22s %-10s %7s %6s %11s %9s%n";

    private StatusReport() {}

    /** True when every part is there and ready. */
    static boolean print(Path directory, PrintStream out) throws IOException {
        Optional<SuiteState> found = SuiteState.read(directory);
        if (found.isEmpty()) {
            out.println("The suite is not running; ./shema up starts it.");
            return false;
        }
        SuiteState state = found.get();
        boolean launcherLives = state.launcher().process().isPresent();
        List<String> names = new ArrayList<>(List.of("postgres", "redis", "smtp"));
        SuiteDefinition.APPS.forEach(app -> names.add(app.name()));
        state.parts().stream()
                .map(SuiteState.Part::name)
                .filter(name -> !names.contains(name) && !name.endsWith("-training"))
                .forEach(names::add);
        out.printf(LINE, "part", "state", "pid", "port", "management", "memory");
        boolean fine = launcherLives;
        long apps = 0;
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String name : names) {
                Optional<SuiteState.Part> part =
                        state.part(name).filter(one -> one.process().isPresent());
                if (part.isEmpty()) {
                    out.printf(LINE, name, "down", "-", "-", "-", "-");
                    fine = false;
                    continue;
                }
                boolean app = part.get().managementPort() != 0;
                boolean ready = !app || isReady(http, part.get().port());
                fine &= ready;
                long memory = memory(part.get().pid());
                apps += app ? memory : 0;
                out.printf(
                        LINE,
                        name,
                        app ? ready ? "ready" : "not ready" : "up",
                        part.get().pid(),
                        part.get().port(),
                        app ? part.get().managementPort() : "-",
                        memory + " MiB");
            }
        }
        out.println("Memory of the apps together: " + apps + " MiB.");
        if (!launcherLives) {
            out.println("Its launcher is gone: ./shema down stops the rest, ./shema up starts afresh.");
        } else if (!fine) {
            out.println(state.ready() ? "./shema up --detach starts what is missing." : "The suite is still starting.");
        }
        return fine;
    }

    private static boolean isReady(HttpClient http, int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Resident memory in MiB; 0 where the system does not tell. */
    private static long memory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }
}
