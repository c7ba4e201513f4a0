package com.shemamusic.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.core.ConditionTimeoutException;

/** A guest who does what a client should: keeps a message until it is acknowledged, comes back, resumes. */
public final class ResendingClient implements AutoCloseable {

    private final Guest guest;
    private final List<Integer> ports;
    private final Map<String, String> unacknowledged = new LinkedHashMap<>();
    private final Map<Long, String> known = new TreeMap<>();
    private int connections;
    private ChatClient socket;

    public ResendingClient(Guest guest, List<Integer> ports) {
        this.guest = guest;
        this.ports = ports;
        connect();
    }

    /** Sends without waiting for the answer. */
    public void say(String clientId, String text) {
        unacknowledged.put(clientId, text);
        socket.say(clientId, text);
    }

    /** Loses the connection and whatever was on its way, comes back to the next replica, resumes and sends again. */
    public void cut() {
        take();
        socket.close();
        connect();
    }

    /** Waits until everything is acknowledged, coming back where that takes too long. */
    public void settle() {
        while (!unacknowledged.isEmpty()) {
            try {
                socket.settle();
            } catch (ConditionTimeoutException lost) {
                connect();
            }
            take();
        }
    }

    /** The messages known, by number. */
    public Map<Long, String> known() {
        take();
        return known;
    }

    private void connect() {
        socket = ChatClient.guest(ports.get(connections++ % ports.size()), guest.token());
        socket.await("session");
        socket.send("{\"type\": \"resume\", \"after_seq\": %d}".formatted(contiguous()));
        new ArrayList<>(unacknowledged.entrySet()).forEach(one -> socket.say(one.getKey(), one.getValue()));
    }

    private long contiguous() {
        long last = 0;
        while (known.containsKey(last + 1)) {
            last++;
        }
        return last;
    }

    private void take() {
        for (JsonNode frame : socket.frames()) {
            String clientId = frame.path("client_message_id").asText();
            switch (frame.path("type").asText()) {
                case "ack" -> {
                    known.put(frame.path("seq").asLong(), clientId);
                    unacknowledged.remove(clientId);
                }
                case "new_message" -> {
                    String before = known.put(frame.path("seq").asLong(), clientId);
                    if (before != null && !before.equals(clientId)) {
                        throw new AssertionError("two messages under " + frame.path("seq"));
                    }
                }
                default -> {}
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
