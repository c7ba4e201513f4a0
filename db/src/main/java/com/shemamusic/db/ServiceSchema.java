package com.shemamusic.db;

import java.util.List;
import java.util.Locale;

/**
 * One service's part of the schema: its roles, its scripts, its history.
 *
 * @param service short name as in {@code user}, the prefix of everything that belongs to it
 */
public record ServiceSchema(String service) {

    /** The schema all services share, each with its own tables in it. */
    public static final String NAME = "shema";

    /** Every service that stores something in PostgreSQL. */
    public static final List<ServiceSchema> ALL = List.of(
            new ServiceSchema("user"),
            new ServiceSchema("course"),
            new ServiceSchema("enrollment"),
            new ServiceSchema("chat"),
            new ServiceSchema("attendance"));

    /** The role the service logs in with: reads and writes its own tables, changes none. */
    public String role() {
        return "shema_" + service;
    }

    /** The role that owns the tables; nobody logs in with it. */
    public String ownerRole() {
        return role() + "_owner";
    }

    /** The Flyway history of this service alone. */
    public String historyTable() {
        return "flyway_history_" + service;
    }

    /** Where this service's scripts are on the class path. */
    public String scripts() {
        return "db/migrations/" + service;
    }

    /** The environment variable with the password of {@link #role()}. */
    public String passwordVariable() {
        return service.toUpperCase(Locale.ROOT) + "_DB_PASSWORD";
    }
}
