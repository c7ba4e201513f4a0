package com.shemamusic.suite.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The files of this checkout, as text, as YAML, and for the environment variables they name. */
final class Checkout {

    private static final Path ROOT = SuiteOptions.findRoot();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)(:?)");
    private static final Pattern NEEDED =
            Pattern.compile("Setting\\s*\\.(?:required|url|redis|secret|password|database)\\(\\s*\"([A-Z_]+)\"");
    private static final Pattern NAMED = Pattern.compile(
            "Setting\\s*\\.(?:required|url|redis|certificates|secret|password|database|oneOf|onlyLocally|rule)\\(\\s*\"([A-Z_]+)\"");
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^(#?)([A-Z][A-Z0-9_]+)=(.*)$");

    private Checkout() {}

    static String text(String path) {
        return read(ROOT.resolve(path));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> yaml(String path) {
        return (Map<String, Object>) new Yaml().load(text(path));
    }

    /** Every document of every YAML file below, with the file it stands in. */
    static Map<String, List<Object>> documents(String folder) throws IOException {
        Map<String, List<Object>> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                List<Object> documents = new ArrayList<>();
                new Yaml().loadAll(read(file)).forEach(documents::add);
                found.put(ROOT.resolve(folder).relativize(file).toString(), documents);
            }
        }
        return found;
    }

    /** Names and values of a file of {@code NAME=value}; a line of which only the name counts begins with a hash. */
    static Map<String, String> assignments(String path, boolean commentedToo) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher line = ASSIGNED.matcher(text(path));
        while (line.find()) {
            if (commentedToo || line.group(1).isEmpty()) {
                found.put(line.group(2), line.group(1) + line.group(3));
            }
        }
        return found;
    }

    /** The variables one app reads. */
    static Set<String> variables(String app) throws IOException {
        Set<String> names = matches(NAMED, sources(app), _ -> true);
        names.addAll(matches(PLACEHOLDER, configuration(app), _ -> true));
        return names;
    }

    /** The variables without which it does not start. */
    static Set<String> needed(String app) throws IOException {
        Set<String> names = matches(NEEDED, sources(app), _ -> true);
        names.addAll(
                matches(PLACEHOLDER, configuration(app), match -> match.group(2).isEmpty()));
        return names;
    }

    private static String configuration(String app) {
        String defaults = text("shared-lib/src/main/resources/shema-defaults.yml");
        // Only who has tables has a data source.
        if (!text(app + "/src/main/resources/application.yml").contains("tables-prefix")) {
            defaults = defaults.replaceAll("\\$\\{DATABASE_[A-Z_]+", "");
        }
        return defaults + text(app + "/src/main/resources/application.yml");
    }

    private static String sources(String app) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String folder : List.of(app + "/src/main/java", "shared-lib/src/main/java")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(path -> path.toString().endsWith(".java")).forEach(path -> all.append(read(path)));
            }
        }
        return all.toString();
    }

    private static Set<String> matches(Pattern pattern, String text, Predicate<Matcher> counts) {
        Set<String> names = new TreeSet<>();
        Matcher match = pattern.matcher(text);
        while (match.find()) {
            if (counts.test(match)) {
                names.add(match.group(1));
            }
        }
        return names;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
