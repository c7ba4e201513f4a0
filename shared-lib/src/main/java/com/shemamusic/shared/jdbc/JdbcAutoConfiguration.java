package com.shemamusic.shared.jdbc;

import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.health.DependencyHealth;
import com.shemamusic.shared.metric.Readings;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The database plumbing of services that own tables. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = JdbcTemplateAutoConfiguration.class)
@ConditionalOnClass(JdbcTemplate.class)
@ConditionalOnBean(DataSource.class)
public class JdbcAutoConfiguration {

    private static final int PROBE_SECONDS = 1;
    private static final String UP = "shema.database.up";

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new DeadlineJdbcTemplate(dataSource);
    }

    @Bean
    Transactions transactions(PlatformTransactionManager manager) {
        return new Transactions(manager);
    }

    @Bean
    DatabaseErrorAdvice databaseErrorAdvice(ErrorBodies bodies) {
        return new DatabaseErrorAdvice(bodies);
    }

    @Bean(initMethod = "await")
    @ConditionalOnProperty("shema.tables-prefix")
    SchemaCheck schemaCheck(JdbcClient jdbc, @Value("${shema.tables-prefix}") String prefix) {
        return new SchemaCheck(jdbc, prefix);
    }

    @Bean
    DependencyHealth.Probe databaseProbe(DataSource dataSource) {
        return () -> answers(dataSource);
    }

    @Bean
    MeterBinder databaseMetrics(DataSource dataSource) {
        return registry -> Readings.register(
                registry,
                Map.of(UP, "1 while PostgreSQL answers this process, else 0"),
                () -> Map.of(UP, answers(dataSource) ? 1 : 0));
    }

    private static boolean answers(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(PROBE_SECONDS);
        } catch (SQLException down) {
            return false;
        }
    }
}
