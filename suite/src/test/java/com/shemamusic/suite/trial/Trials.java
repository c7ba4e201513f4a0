package com.shemamusic.suite.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Runs trials: {@code ./shema bench|chaos|fuzz|soak [name] [option=number …]}; reports are kept in {@code .local/reports}. */
public final class Trials {

    private Trials() {}

    /** Exit code 0 if everything held, 1 if it did not, 2 if nothing was run. */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) throws IOException {
        Trial.Kind kind = Trial.Kind.valueOf(arguments.getFirst().toUpperCase(Locale.ROOT));
        String name = arguments.size() > 1 ? arguments.get(1) : "";
        Trial trial = of(kind).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElse(null);
        if (trial == null) {
            list(kind, name);
            return name.isEmpty() ? 0 : 2;
        }
        Map<String, Integer> options = new LinkedHashMap<>(new TreeMap<>(trial.options()));
        for (String given : arguments.subList(2, arguments.size())) {
            String[] parts = given.split("=", 2);
            if (parts.length != 2 || !options.containsKey(parts[0]) || !parts[1].matches("\\d{1,9}")) {
                System.err.println("✗ " + given + " is not an option: " + shown(trial));
                return 2;
            }
            options.put(parts[0], Integer.valueOf(parts[1]));
        }
        return run(trial, options);
    }

    static List<Trial> of(Trial.Kind kind) {
        return StreamSupport.stream(ServiceLoader.load(Trial.class).spliterator(), false)
                .filter(trial -> trial.kind() == kind)
                .sorted(Comparator.comparing(Trial::name))
                .toList();
    }

    private static void list(Trial.Kind kind, String unknown) {
        String command = "./shema " + kind.name().toLowerCase(Locale.ROOT);
        if (!unknown.isEmpty()) {
            System.err.println("✗ there is no " + command + " " + unknown);
        }
        of(kind).forEach(trial -> System.out.printf("%s %s%n    %s%n", command, shown(trial), trial.purpose()));
    }

    private static String shown(Trial trial) {
        return trial.name()
                + new TreeMap<>(trial.options())
                        .entrySet().stream()
                                .map(option -> " [" + option.getKey() + "=" + option.getValue() + "]")
                                .collect(Collectors.joining());
    }

    // Whatever ends a trial early is its result: the report says so, and the exit code.
    private static int run(Trial trial, Map<String, Integer> options) throws IOException {
        Instant began = Instant.now();
        List<String> report = new ArrayList<>();
        report.add("%s %s %s".formatted(trial.kind(), trial.name(), options));
        boolean held = false;
        try (TrialRun run = new TrialRun(options)) {
            try {
                trial.run(run);
                held = true;
            } catch (Exception | AssertionError failed) {
                failed.printStackTrace();
                run.report("✗ did not hold", failed);
            }
            report.addAll(run.lines());
        }
        report.add("%s after %s".formatted(held ? "✓ held" : "✗ failed", took(began)));
        System.out.println(report.getLast() + "; report in " + keep(trial, report));
        return held ? 0 : 1;
    }

    private static Duration took(Instant began) {
        return Duration.between(began, Instant.now()).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Path keep(Trial trial, List<String> report) throws IOException {
        Path folder = Files.createDirectories(Path.of(".local", "reports"));
        String when = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
        String kind = trial.kind().name().toLowerCase(Locale.ROOT);
        return Files.write(folder.resolve("%s-%s-%s.txt".formatted(kind, trial.name(), when)), report);
    }
}
