package com.shemamusic.chat;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One more chat-service on the same database and Redis. */
public record Replica(ConfigurableApplicationContext context) implements AutoCloseable {

    /** Starts one with further settings in the form {@code name=value}. */
    public static Replica start(String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--shema.test.settings=true"));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new Replica(new SpringApplicationBuilder(ChatApplication.class)
                .profiles("test")
                .run(arguments.toArray(String[]::new)));
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
