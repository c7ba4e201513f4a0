package com.shemamusic.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Listens to the channels of Redis beside the services, and can speak in the place of one. Close it after the test. */
public final class EventProbe implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StatefulRedisPubSubConnection<String, String> connection;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    private EventProbe(StatefulRedisPubSubConnection<String, String> connection) {
        this.connection = connection;
    }

    /**
     * One message as it came over a channel.
     *
     * @param channel as in {@code course.updated}
     * @param event the envelope
     */
    public record Message(String channel, JsonNode event) {}

    /** Listens from now on to these channels, or patterns such as {@code course.*}. */
    public static EventProbe on(String... patterns) {
        return listening(TestRedis.client().connectPubSub(), patterns);
    }

    /** The same on another Redis server, given by its URL. */
    public static EventProbe onServer(String url, String... patterns) {
        return listening(RedisClient.create(url).connectPubSub(), patterns);
    }

    private static EventProbe listening(StatefulRedisPubSubConnection<String, String> connection, String... patterns) {
        EventProbe probe = new EventProbe(connection);
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String pattern, String channel, String message) {
                probe.messages.add(new Message(channel, parsed(message)));
            }
        });
        connection.sync().psubscribe(patterns);
        return probe;
    }

    /** What has come so far, in order. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** What has come so far on one channel. */
    public List<JsonNode> messages(String channel) {
        return messages.stream()
                .filter(message -> message.channel().equals(channel))
                .map(Message::event)
                .toList();
    }

    /** Waits up to 10 s for an event on a channel that fits, which may have come before; fails when none does. */
    public JsonNode awaitEvent(String channel, Predicate<JsonNode> fits) {
        return Awaitility.await("an event on " + channel)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> messages(channel).stream().filter(fits).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits up to 10 s for any event on a channel. */
    public JsonNode awaitEvent(String channel) {
        return awaitEvent(channel, event -> true);
    }

    /**
     * Says an event in the place of another service: appended to its stream, then published on its channel.
     *
     * @param channel as in {@code course.updated}; the part before the first dot names the stream
     * @param envelopeJson the envelope
     * @return the id of the entry in the stream
     */
    public static String appendToStream(String channel, String envelopeJson) {
        String domain = channel.split("\\.", 2)[0];
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("channel", channel);
        entry.put("event", envelopeJson);
        String id = TestRedis.commands().xadd("events:" + domain, entry);
        TestRedis.commands().publish(channel, envelopeJson);
        return id;
    }

    @Override
    public void close() {
        connection.close();
    }

    private static JsonNode parsed(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + message, e);
        }
    }
}
