package com.shemamusic.db;

import static java.util.function.Predicate.not;

import java.util.List;
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

    /** Migrates once, or examines with {@code doctor}; ends with 1 and a line that says why when that is not possible. */
    public static void main(String[] args) {
        List<String> arguments = List.of(args);
        try {
            if (arguments.contains("doctor")) {
                boolean fine = Doctor.examine(
                        arguments.stream().filter(not("doctor"::equals)).toList(), System.getenv(), System.out);
                System.exit(fine ? 0 : 1);
            }
            Migrator.migrate(MigratorSettings.fromEnvironment(System.getenv()));
        } catch (IllegalArgumentException e) {
            log.error("Not possible: {}", e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            log.error("Not possible", e);
            System.exit(1);
        }
    }
}
