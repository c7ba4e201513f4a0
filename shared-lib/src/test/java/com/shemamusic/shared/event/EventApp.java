package com.shemamusic.shared.event;

import com.shemamusic.shared.inbox.DeadLetters;
import com.shemamusic.shared.inbox.InboxAutoConfiguration;
import com.shemamusic.shared.job.JobAutoConfiguration;
import com.shemamusic.shared.live.LiveAutoConfiguration;
import com.shemamusic.shared.outbox.OutboxAutoConfiguration;
import com.shemamusic.shared.redis.RedisDefaultsAutoConfiguration;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.test.TestRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One replica of a service that has nothing but its events: real PostgreSQL, real Redis. */
public final class EventApp implements AutoCloseable {

    public static final String CHANNEL = "user.updated";

    private final ConfigurableApplicationContext context;

    private EventApp(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        SslAutoConfiguration.class,
        RedisAutoConfiguration.class,
        RedisDefaultsAutoConfiguration.class,
        EventAutoConfiguration.class,
        JobAutoConfiguration.class,
        OutboxAutoConfiguration.class,
        InboxAutoConfiguration.class,
        LiveAutoConfiguration.class
    })
    static class Parts {}

    /** Both servers up and empty. */
    public static void reset() {
        TestRedis.start();
        TestRedis.flush();
        TestDatabase.truncate("user");
        TestDatabase.truncate("course");
    }

    /** The service that speaks. */
    public static EventApp producer(String... settings) {
        return start("user", null, settings);
    }

    /** A replica of the service that listens. */
    public static EventApp consumer(EventHandler handler, String... settings) {
        return start("course", handler, settings);
    }

    /** An app that owns no tables and has no database: it can only listen live. */
    public static EventApp withoutTables() {
        return new EventApp(new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.application.name=api-gateway",
                        "spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName(),
                        "REDIS_URL=" + TestRedis.url(),
                        "spring.main.banner-mode=off")
                .registerShutdownHook(false)
                .run());
    }

    private static EventApp start(String service, EventHandler handler, String... settings) {
        List<String> properties = new ArrayList<>(List.of(
                "spring.application.name=" + service + "-service",
                "shema.tables-prefix=" + service,
                "spring.datasource.url=" + TestDatabase.jdbcUrl(),
                "spring.datasource.username=" + TestDatabase.user(service),
                "spring.datasource.password=" + TestDatabase.password(service),
                "REDIS_URL=" + TestRedis.url(),
                "spring.jmx.enabled=false",
                "spring.main.banner-mode=off",
                "logging.level.event=ERROR",
                "shema.events.read-block=300ms",
                "shema.events.retry-delays=50ms,100ms,100ms"));
        properties.addAll(List.of(settings));
        ApplicationContextInitializer<GenericApplicationContext> beans = context -> {
            if (handler != null) {
                context.registerBean(EventHandler.class, () -> handler);
            }
        };
        return new EventApp(new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .properties(properties.toArray(String[]::new))
                .initializers(beans)
                .registerShutdownHook(false)
                .run());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public boolean has(Class<?> type) {
        return context.getBeanProvider(type).stream().findAny().isPresent();
    }

    public DeadLetters deadLetters() {
        return bean(DeadLetters.class);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(bean(PlatformTransactionManager.class));
    }

    /** Publishes so many events, each in a transaction of its own, with their number as data. */
    public void publish(int count) {
        for (int i = 0; i < count; i++) {
            publish(Map.of("number", i));
        }
    }

    public void publish(Object data) {
        transaction()
                .executeWithoutResult(
                        status -> bean(EventPublisher.class).publish(CHANNEL, UUID.randomUUID(), 1, data));
    }

    /** Rows of the speaker's outbox that still wait. */
    public static int unsent() {
        return count("select count(*) from shema.user_outbox where sent_at is null");
    }

    public static int count(String sql) {
        return TestDatabase.admin().sql(sql).query(Integer.class).single();
    }

    @Override
    public void close() {
        context.close();
    }
}
