package com.shemamusic.db;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Shows Flyway only the scripts that come with the migrator: each service has a copy of its own scripts, and where both
 * are on the class path (in tests) Flyway would refuse every version as found twice.
 */
final class OwnScripts extends ClassLoader {

    private static final String LANDMARK = "db/bootstrap/schema.sql";

    private final String home;

    OwnScripts(ClassLoader parent) {
        super(parent);
        URL landmark = parent.getResource(LANDMARK);
        if (landmark == null) {
            throw new IllegalStateException("The bootstrap scripts are not on the class path");
        }
        String address = landmark.toString();
        this.home = address.substring(0, address.length() - LANDMARK.length());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = Collections.list(super.getResources(name));
        if (!name.startsWith("db/migrations/")) {
            return Collections.enumeration(all);
        }
        return Collections.enumeration(
                all.stream().filter(url -> url.toString().startsWith(home)).toList());
    }
}
