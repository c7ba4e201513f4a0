package com.shemamusic.suite.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How to start a suite: where its files go, which ports it takes (base 0: any free ones), what the apps are told.
 *
 * @param root the checkout, where built jars are looked for
 * @param directory data, logs, mail and state of this suite
 * @param environment variables that reach the apps
 * @param replicas processes per app; one for an app not named
 * @param demo whether an empty suite is given demonstration data
 * @param training whether start-up caches are made in the background after the start
 */
public record SuiteOptions(
        Path root,
        Path directory,
        int portBase,
        int managementPortBase,
        Map<String, String> environment,
        Map<String, Integer> replicas,
        boolean demo,
        boolean training,
        Progress progress) {

    /** A suite of its own for a test: an empty folder, free ports, no demonstration data. */
    public static SuiteOptions isolated(Path directory) {
        return new SuiteOptions(
                findRoot(), directory, 0, 0, Map.copyOf(System.getenv()), Map.of(), false, false, Progress.SILENT);
    }

    /** The same with one more variable for every app. */
    public SuiteOptions with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new SuiteOptions(
                root, directory, portBase, managementPortBase, Map.copyOf(more), replicas, demo, training, progress);
    }

    /** The same with one more variable for one process, named as in {@code x-service-2}. */
    public SuiteOptions withFor(String process, String variable, String value) {
        return with(process + AppEnvironment.ONLY_FOR + variable, value);
    }

    /** The same with several processes of an app, named {@code x-service}, {@code x-service-2} and so on, or with none. */
    public SuiteOptions withReplicas(String app, int count) {
        Map<String, Integer> more = new HashMap<>(replicas);
        more.put(SuiteDefinition.named(app).name(), count);
        return new SuiteOptions(
                root, directory, portBase, managementPortBase, environment, Map.copyOf(more), demo, training, progress);
    }

    /** The same with start-up caches made after the start, as images have them. */
    public SuiteOptions withTraining() {
        return new SuiteOptions(
                root, directory, portBase, managementPortBase, environment, replicas, demo, true, progress);
    }

    /** The same with what happens shown somewhere. */
    public SuiteOptions withProgress(Progress shown) {
        return new SuiteOptions(
                root, directory, portBase, managementPortBase, environment, replicas, demo, training, shown);
    }

    /** Extracted apps and their start-up caches; kept beside the checkout, so that tests and {@code up} share them. */
    Path apps() {
        return root.resolve(".local/apps");
    }

    Path binaries() {
        return root.resolve(".local/binaries");
    }

    /** The checkout: property {@code shema.root}, or the nearest folder above with a {@code suite} module. */
    static Path findRoot() {
        String given = System.getProperty("shema.root");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (folder.resolve("suite/pom.xml").toFile().exists()) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside a checkout of the suite: " + here);
    }
}
