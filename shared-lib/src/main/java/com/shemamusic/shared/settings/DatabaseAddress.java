package com.shemamusic.shared.settings;

import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** A JDBC URL as the driver reads it; a class of its own, because a service without tables has no driver. */
record DatabaseAddress(String hosts, String sslMode, String password) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    /** {@code null} when the driver cannot read it. */
    static @Nullable DatabaseAddress of(String url) {
        Properties parts = Driver.parseURL(url, new Properties());
        return parts == null
                ? null
                : new DatabaseAddress(
                        parts.getProperty("PGHOST", ""),
                        parts.getProperty("sslmode", ""),
                        parts.getProperty("password", ""));
    }

    /** Whether the server proves who it is, or is on this machine: then a proxy beside it carries the TLS, or none is needed. */
    boolean isProven() {
        return sslMode.equalsIgnoreCase("verify-full")
                || Arrays.stream(hosts.split(",")).allMatch(LOOPBACK::contains);
    }
}
