package com.shemamusic.db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The migrator as a program: configured by environment variables, ends with 0 when the services may start. */
public final class MigratorMain {

    static {
        // Before the first logger is made; whoever starts the program may have chosen another file.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "migrator-logback.xml");
        }
    }

    private static final Logger log = LoggerFactory.getLogger(MigratorMain.class);

    private MigratorMain() {}

    /** Migrates once; ends with 1 and one line that says why when that is not possible. */
    public static void main(String[] args) {
        try {
            Migrator.migrate(MigratorSettings.fromEnvironment(System.getenv()));
        } catch (IllegalArgumentException e) {
            log.error("Cannot migrate: {}", e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            log.error("Cannot migrate", e);
            System.exit(1);
        }
    }
}
