package com.shemamusic.db;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Examines a database as it is and changes nothing: is anything of ours open to anybody but its service? */
public final class Doctor {

    /** The argument that asks for what only a Supabase database can have wrong. */
    public static final String SUPABASE = "--supabase";

    private static final String UNUSED = "unused";

    private Doctor() {}

    /**
     * Prints a line for each finding; false when there is one. Needs the migrator's address and user, and no service's password.
     *
     * @throws IllegalArgumentException for an argument it does not know, or an address that is missing or malformed
     * @throws MigrationFailedException when the database cannot be reached or has no schema of ours
     */
    public static boolean examine(List<String> arguments, Map<String, String> environment, PrintStream out) {
        if (!List.of(SUPABASE).containsAll(arguments)) {
            throw new IllegalArgumentException("doctor knows " + SUPABASE + " and nothing else");
        }
        Map<String, String> complete = new HashMap<>(environment);
        ServiceSchema.ALL.forEach(schema -> complete.put(schema.passwordVariable(), UNUSED));
        try (Connection connection = AdminConnection.await(MigratorSettings.fromEnvironment(complete))) {
            int tables = tables(connection);
            if (tables == 0) {
                throw new MigrationFailedException("There is no table in schema shema: run the migrator first", null);
            }
            List<String> findings = new ArrayList<>(OwnershipCheck.violations(connection));
            if (arguments.contains(SUPABASE)) {
                findings.addAll(SupabaseCheck.findings(connection));
            }
            findings.forEach(finding -> out.println("✗ " + finding));
            if (findings.isEmpty()) {
                out.println("✓ " + tables + " tables, each open to its own service and to nobody else");
            }
            return findings.isEmpty();
        } catch (SQLException e) {
            throw new MigrationFailedException("The database could not be examined: " + e.getMessage(), e);
        }
    }

    private static int tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("""
                        select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'shema' and c.relkind in ('r', 'p')""")) {
            count.next();
            return count.getInt(1);
        }
    }
}
