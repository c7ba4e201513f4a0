package com.shemamusic.suite.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The port of every process of every app. */
final class AppPorts {

    private AppPorts() {}

    /** The first of each app from the block, which must be free; the others wherever there is room. */
    static Map<String, List<Integer>> choose(SuiteOptions options, Ports ports) {
        Map<String, List<Integer>> chosen = new LinkedHashMap<>();
        Map<Integer, String> wanted = new TreeMap<>();
        for (SuiteDefinition.App app : SuiteDefinition.APPS) {
            List<Integer> own = new ArrayList<>();
            for (int number = 0; number < options.replicas().getOrDefault(app.name(), 1); number++) {
                own.add(number == 0 && options.portBase() != 0 ? options.portBase() + app.offset() : ports.free());
            }
            chosen.put(app.name(), own);
            if (options.portBase() != 0) {
                wanted.put(options.portBase() + app.offset(), app.name());
            }
            if (options.managementPortBase() != 0) {
                wanted.put(options.managementPortBase() + app.offset(), "management of " + app.name());
            }
        }
        Ports.requireFree(wanted);
        return chosen;
    }
}
