package com.shemamusic.shared.jdbc;

import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.health.DependencyHealth;
import java.sql.Connection;
import java.sql.SQLException;
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
        return () -> {
            try (Connection connection = dataSource.getConnection()) {
                return connection.isValid(PROBE_SECONDS);
            } catch (SQLException down) {
                return false;
            }
        };
    }
}
