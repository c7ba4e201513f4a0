package com.shemamusic.suite.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The dashboards and alert rules of {@code deploy/observability}, and every expression in them. */
public final class Expressions {

    /** One expression and where it stands. */
    public record Expression(String where, String promql) {}

    /** One alert rule. */
    public record Alert(String name, String promql, Map<String, String> labels, Map<String, String> annotations) {}

    // Label names and functions are no metrics; those of ours and of the libraries begin like this.
    private static final Pattern METRIC =
            Pattern.compile("\\b(up|(?:shema|http_server|hikaricp|jvm|process|logback)_[a-z_]+)\\b");

    private static final Pattern COMPARISON = Pattern.compile("\\s(>|<|==)\\s*[0-9.]+(?=$|\\s|\\))");

    private Expressions() {}

    public static Path folder() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("deploy/observability"))) {
            here = here.getParent();
        }
        return here.resolve("deploy/observability");
    }

    public static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder().resolve("grafana/dashboards"))) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new ObjectMapper().readTree(file.toFile()));
            }
        }
        return dashboards;
    }

    /** Every query of every panel. */
    public static List<Expression> ofDashboards() throws IOException {
        List<Expression> all = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    all.add(new Expression(
                            dashboard.path("title").asText() + ": "
                                    + panel.path("title").asText(),
                            target.path("expr").asText()));
                }
            }
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    public static List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        try (Reader file = Files.newBufferedReader(folder().resolve("alerts.yml"))) {
            Map<String, List<Map<String, List<Map<String, Object>>>>> rules = new Yaml().load(file);
            rules.get("groups")
                    .forEach(group -> group.get("rules")
                            .forEach(rule -> alerts.add(new Alert(
                                    rule.get("alert").toString(),
                                    rule.get("expr").toString(),
                                    (Map<String, String>) rule.get("labels"),
                                    (Map<String, String>) rule.get("annotations")))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return alerts;
    }

    /** What the alert compares, without the comparison: it has a value also while all is well. */
    public static String measured(Alert alert) {
        return COMPARISON.matcher(alert.promql()).replaceAll("");
    }

    /** The names of the metrics in an expression. */
    public static Set<String> metrics(String promql) {
        Set<String> names = new TreeSet<>();
        Matcher metric = METRIC.matcher(promql.replaceAll("\"[^\"]*\"", ""));
        while (metric.find()) {
            names.add(metric.group());
        }
        return names;
    }
}
