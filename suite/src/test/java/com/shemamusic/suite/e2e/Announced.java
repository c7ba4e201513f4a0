package com.shemamusic.suite.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.EventProbe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of the suite; of one these tests have not started there is nothing to see, and nothing is waited for. */
record Announced(@Nullable EventProbe probe) implements AutoCloseable {

    static Announced watch(String... channels) {
        return new Announced(
                SharedSuite.isOwn()
                        ? EventProbe.onServer(SharedSuite.suite().redis().url(), channels)
                        : null);
    }

    /** The next event of the channel about this thing. */
    Optional<JsonNode> await(String channel, String id) {
        return Optional.ofNullable(probe).map(seen -> seen.awaitEvent(channel, event -> isAbout(event, id)));
    }

    private static boolean isAbout(JsonNode event, String id) {
        return event.path("aggregateId").asText().equals(id)
                || event.path("data").toString().contains(id);
    }

    @Override
    public void close() {
        if (probe != null) {
            probe.close();
        }
    }
}
