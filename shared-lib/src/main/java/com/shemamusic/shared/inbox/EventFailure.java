package com.shemamusic.shared.inbox;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What is written down about a failure: enough to find it, nothing about people. */
final class EventFailure {

    private static final int LONGEST = 200;
    // Addresses, phone numbers and quoted values are what messages repeat from the data.
    private static final Pattern PERSONAL = Pattern.compile("\\S+@\\S+|\\+?\\d[\\d .()-]{6,}\\d|\"[^\"]*\"|'[^']*'");

    private EventFailure() {}

    /** Class and first line of the cause; of a database error only the class and the SQL state. */
    static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String name = cause.getClass().getSimpleName();
        return cause instanceof SQLException sql ? name + " " + sql.getSQLState() : name + message(cause.getMessage());
    }

    /** Whether there was no connection to the database, or it broke: PostgreSQL classes 08 and 57P, or none to be had. */
    static boolean isDatabaseAway(@Nullable Throwable failure) {
        if (failure == null) {
            return false;
        }
        boolean broken = failure instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"));
        // A connection that breaks inside a transaction cannot be rolled back, and says so without any SQL state.
        return broken
                || failure instanceof CannotGetJdbcConnectionException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof TransactionSystemException
                || isDatabaseAway(failure.getCause());
    }

    private static String message(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "";
        }
        String line = message.lines().findFirst().orElse("");
        String masked = PERSONAL.matcher(line).replaceAll("…");
        return ": " + (masked.length() > LONGEST ? masked.substring(0, LONGEST) : masked);
    }
}
