package com.shemamusic.course;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** How PostgreSQL runs what the service really sends: each statement is explained first, with its own parameters. */
public final class Plans implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();
    private static volatile boolean watching;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? watched(source) : bean;
            }
        });
    }

    /** Plans of the statements that calls lead to and that name a table, each behind its statement. */
    public static List<String> of(String table, Runnable calls) {
        SEEN.clear();
        watching = true;
        try {
            calls.run();
        } finally {
            watching = false;
        }
        return SEEN.stream().filter(plan -> plan.contains(table)).toList();
    }

    private static DataSource watched(DataSource source) {
        return proxy(DataSource.class, (proxy, method, args) -> {
            Object result = call(source, method, args);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    private static Connection watched(Connection connection) {
        return proxy(Connection.class, (proxy, method, args) -> {
            Object result = call(connection, method, args);
            return result instanceof PreparedStatement statement
                            && method.getName().equals("prepareStatement")
                    ? watched(connection, statement, (String) args[0])
                    : result;
        });
    }

    private static PreparedStatement watched(Connection connection, PreparedStatement statement, String sql) {
        record Parameter(Method method, Object[] args) {}
        List<Parameter> parameters = new ArrayList<>();
        return proxy(PreparedStatement.class, (proxy, method, args) -> {
            if (method.getName().startsWith("set") && args.length >= 2) {
                parameters.add(new Parameter(method, args));
            } else if (watching && method.getName().startsWith("execute") && args == null) {
                try (PreparedStatement explain = connection.prepareStatement("explain (costs off) " + sql)) {
                    for (Parameter parameter : parameters) {
                        call(explain, parameter.method, parameter.args);
                    }
                    SEEN.add(sql + "\n\n" + text(explain));
                }
            }
            return call(statement, method, args);
        });
    }

    private static String text(PreparedStatement explain) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (ResultSet lines = explain.executeQuery()) {
            while (lines.next()) {
                text.append(lines.getString(1)).append('\n');
            }
        }
        return text.toString();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Plans.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
