package com.shemamusic.suite.chat;

import com.shemamusic.suite.launcher.RunningSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Open sockets, as chat-service's replicas count them. */
final class Sockets {

    private static final Pattern OPEN = Pattern.compile("(?m)^shema_websockets_open(?:\\{[^}]*})? ([0-9.E]+)");

    private Sockets() {}

    static int open(RunningSuite suite, int replicas) {
        double sum = 0;
        for (int i = 1; i <= replicas; i++) {
            String app = i == 1 ? "chat-service" : "chat-service-" + i;
            try (var metrics =
                    suite.managementUrl(app).resolve("/metrics").toURL().openStream()) {
                Matcher found = OPEN.matcher(new String(metrics.readAllBytes(), StandardCharsets.UTF_8));
                if (!found.find()) {
                    throw new IllegalStateException("no such metric");
                }
                sum += Double.parseDouble(found.group(1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return (int) sum;
    }
}
