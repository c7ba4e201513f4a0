package com.shemamusic.suite.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.suite.observe.Expressions.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The dashboards are what Grafana's model asks for, and every alert says what to do. */
class DashboardsTests {

    private static final int COLUMNS = 24;

    @Test
    void thereIsOneForTheSchoolAndOneForOperators() throws IOException {
        assertThat(Expressions.dashboards())
                .extracting(dashboard -> dashboard.path("uid").asText())
                .containsExactlyInAnyOrder("shema-school", "shema-operators");
    }

    @Test
    void everyPanelHasItsPlaceATitleAndQueriesOfTheProvisionedSource() throws IOException {
        String sources = Files.readString(Expressions.folder().resolve("grafana/provisioning/datasources/shema.yml"));
        for (JsonNode dashboard : Expressions.dashboards()) {
            Set<Integer> ids = new HashSet<>();
            Set<String> taken = new HashSet<>();
            assertThat(dashboard.path("schemaVersion").asInt()).isPositive();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                assertThat(panel.path("title").asText()).isNotBlank();
                assertThat(cells(panel.path("gridPos")))
                        .allSatisfy(cell -> assertThat(taken.add(cell))
                                .as("%s stands on another panel", panel.path("title"))
                                .isTrue());
                if (!panel.path("type").asText().equals("row")) {
                    assertThat(panel.path("targets")).isNotEmpty();
                    for (JsonNode target : panel.path("targets")) {
                        assertThat(target.path("expr").asText()).isNotBlank();
                        assertThat(sources)
                                .contains("uid: " + target.at("/datasource/uid").asText());
                    }
                }
            }
        }
    }

    @Test
    void everyAlertHasASeverityASummaryAndASectionInTheGuide() throws IOException {
        String guide = Files.readString(Expressions.folder().resolve("../../docs/operating.md"));
        List<Alert> alerts = Expressions.alerts();
        assertThat(alerts).hasSizeGreaterThan(10).allSatisfy(alert -> {
            assertThat(alert.labels().get("severity")).isIn("critical", "warning");
            assertThat(alert.annotations().get("summary")).isNotBlank();
            assertThat(guide).as("the guide's section").contains("### " + alert.name() + "\n");
        });
    }

    @Test
    void whatIsInhibitedIsThereAndHasTheLabelsThatHaveToBeEqual() throws IOException {
        Map<String, List<Map<String, Object>>> manager =
                new Yaml().load(Files.readString(Expressions.folder().resolve("alertmanager.yml")));
        for (Map<String, Object> rule : manager.get("inhibit_rules")) {
            for (String side : List.of("source_matchers", "target_matchers")) {
                List<Alert> matched = Expressions.alerts().stream()
                        .filter(alert -> alert.name().matches(names(rule.get(side))))
                        .toList();
                assertThat(matched).as(side).hasSize(names(rule.get(side)).split("\\|").length);
                for (Object label : (List<?>) rule.getOrDefault("equal", List.of())) {
                    assertThat(matched)
                            .allSatisfy(alert -> assertThat(alert.promql()).containsPattern("by \\([a-z, ]*" + label));
                }
            }
            // A full pool looks like a database that is down.
            assertThat("PoolExhausted").doesNotMatch(names(rule.get("target_matchers")));
        }
    }

    // Of [alertname =~ "One|Other"].
    private static String names(Object matchers) {
        return ((List<?>) matchers).getFirst().toString().replaceAll("alertname =~? \"(.*)\"", "$1");
    }

    private static List<String> cells(JsonNode place) {
        List<String> cells = new ArrayList<>();
        int right = place.path("x").asInt() + place.path("w").asInt();
        assertThat(right).isLessThanOrEqualTo(COLUMNS);
        for (int x = place.path("x").asInt(); x < right; x++) {
            for (int y = place.path("y").asInt();
                    y < place.path("y").asInt() + place.path("h").asInt();
                    y++) {
                cells.add(x + "," + y);
            }
        }
        return cells;
    }
}
