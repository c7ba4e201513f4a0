package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the code reads, what the README explains, what {@code .env.example} lists and what Compose passes on are the same. */
class DocumentedSettingsTests {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[A-Z<][^|]*) \\|");
    private static final Pattern NAME = Pattern.compile("`([A-Z<][A-Z0-9_<>]+)`");
    private static final Pattern USED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)(?:(:?-)([^}]*))?}");
    private static final Pattern PASSED = Pattern.compile("(?m)^ +([A-Z][A-Z0-9_]+):$");
    private static final Set<String> FIXED = Set.of("PORT", "MANAGEMENT_PORT");
    private static final Set<String> ELSEWHERE = Set.of(
            "SPRING_PROFILES_ACTIVE",
            "ALERT_WEBHOOK_URL",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_TRACES_SAMPLER",
            "OTEL_TRACES_SAMPLER_ARG");

    @Test
    void theReadmeExplainsEveryVariableTheCodeReads() throws IOException {
        Set<String> missing = read();
        missing.removeAll(explained());
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingReadsAVariableThatIsExplainedAndGone() throws IOException {
        Set<String> gone = explained();
        gone.removeAll(read());
        gone.removeAll(ELSEWHERE);
        assertThat(gone).isEmpty();
    }

    @Test
    void theExampleListsEveryVariableTheReadmeExplains() {
        Set<String> expected = explained();
        expected.removeAll(FIXED);
        assertThat(Checkout.assignments(".env.example", true).keySet()).containsAll(expected);
    }

    @Test
    void theExampleAndComposeNameTheSameVariablesWithTheSameValues() {
        Map<String, String> used = new TreeMap<>();
        Matcher match = USED.matcher(Checkout.text("docker-compose.yml"));
        while (match.find()) {
            String value = match.group(1).equals("SPRING_PROFILES_ACTIVE") ? "local" : match.group(3);
            assertThat(used.getOrDefault(match.group(1), value))
                    .as("every default of " + match.group(1))
                    .isEqualTo(value);
            used.put(match.group(1), match.group(3));
        }
        Map<String, String> expected = new TreeMap<>(Checkout.assignments(".env.example", false));
        assertThat(used).isEqualTo(expected);

        Set<String> all = new TreeSet<>(used.keySet());
        Matcher passed = PASSED.matcher(Checkout.text("docker-compose.yml"));
        while (passed.find()) {
            all.add(passed.group(1));
        }
        assertThat(all)
                .isEqualTo(
                        new TreeSet<>(Checkout.assignments(".env.example", true).keySet()));
    }

    private static Set<String> read() throws IOException {
        Set<String> names = new TreeSet<>();
        for (SuiteDefinition.App app : SuiteDefinition.APPS) {
            names.addAll(Checkout.variables(app.name()));
        }
        Matcher migrators = Pattern.compile("\"(DATABASE_MIGRATION_[A-Z]+)\"")
                .matcher(Checkout.text("db/src/main/java/com/shemamusic/db/MigratorSettings.java"));
        while (migrators.find()) {
            names.add(migrators.group(1));
        }
        return names;
    }

    private static Set<String> explained() {
        Set<String> names = new TreeSet<>();
        String readme = Checkout.text("README.md");
        Matcher row = ROW.matcher(readme.substring(readme.indexOf("## Configuration")));
        while (row.find()) {
            Matcher name = NAME.matcher(row.group());
            while (name.find()) {
                if (!name.group(1).startsWith("<SERVICE>")) {
                    names.add(name.group(1));
                    continue;
                }
                for (SuiteDefinition.App app : SuiteDefinition.APPS) {
                    boolean called = name.group(1).endsWith("_SERVICE_URL");
                    if (called ? app.offset() > 0 : app.offset() > 1) {
                        names.add(name.group(1)
                                .replace("<SERVICE>", app.shortName().toUpperCase(java.util.Locale.ROOT)));
                    }
                }
            }
        }
        // Named in the text of another's row.
        names.addAll(Set.of("WHATSAPP_LOCAL_DIR", "WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_TOKEN"));
        return names;
    }
}
