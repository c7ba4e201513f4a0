package com.shemamusic.shared.jdbc;

import com.shemamusic.shared.web.RequestContext;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lets no statement run longer than ten seconds, nor longer than the request has left. */
public final class DeadlineJdbcTemplate extends JdbcTemplate {

    private static final int LONGEST_SECONDS = 10;

    public DeadlineJdbcTemplate(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
        super.applyStatementSettings(statement);
        Duration left = RequestContext.current().remaining();
        int seconds = left == null ? LONGEST_SECONDS : (int) Math.min(LONGEST_SECONDS, left.toSeconds() + 1);
        statement.setQueryTimeout(seconds);
    }
}
