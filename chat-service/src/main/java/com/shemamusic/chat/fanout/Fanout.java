package com.shemamusic.chat.fanout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.shared.live.LiveEvents;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Carries frames to the listeners of this replica at once and to those of the others over Redis. What gets lost on the way is
 * noticed by whoever listens, because numbers are missing, and read from the database.
 */
@Component
public class Fanout implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);
    private static final String CHANNEL = "chat:session:";
    // Beside the frame's own fields, for replicas only; taken out before anybody sees the frame.
    private static final String ORIGIN = "_origin";
    private static final String REV = "_rev";
    private static final String SEQ = "_seq";
    private static final String SOURCE = "_source";

    private final String own = "{\"%s\":\"%s\"".formatted(ORIGIN, UUID.randomUUID());
    private final List<Consumer<Announcement>> listeners = new CopyOnWriteArrayList<>();
    private final LiveEvents live;
    private final ObjectMapper mapper;
    private final AutoCloseable subscription;

    Fanout(LiveEvents live, ObjectMapper mapper) {
        this.live = live;
        this.mapper = mapper;
        this.subscription = live.subscribe(CHANNEL + "*", this::hear);
    }

    /** Calls the listener for every frame, of this replica and of others; it must not block. */
    public void listen(Consumer<Announcement> listener) {
        listeners.add(listener);
    }

    /** Announces a stored message, whose commit is done. */
    public void announceMessage(UUID session, Frame frame, long seq, String clientMessageId) {
        send(new Announcement(session, frame.type(), json(frame), seq, clientMessageId, 0, 0, ""));
    }

    /** Announces a frame that is no change of the session's state. */
    public void announce(UUID session, Frame frame, String source) {
        send(new Announcement(session, frame.type(), json(frame), 0, "", 0, 0, source));
    }

    /** Announces a change of the session's state, whose commit is done. */
    public void announce(UUID session, Frame frame, long rev, long lastSeq) {
        send(new Announcement(session, frame.type(), json(frame), 0, "", rev, lastSeq, ""));
    }

    private String json(Frame frame) {
        try {
            return mapper.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(frame.getClass().getName(), e);
        }
    }

    private void send(Announcement said) {
        deliver(said);
        // The origin stands first, so that this replica knows its own words without reading on.
        String wire = "%s,\"%s\":%d,\"%s\":%d,\"%s\":\"%s\",%s"
                .formatted(
                        own,
                        REV,
                        said.rev(),
                        SEQ,
                        said.lastSeq(),
                        SOURCE,
                        said.source(),
                        said.frame().substring(1));
        live.announce(CHANNEL + said.session(), wire);
    }

    private void hear(String channel, String json) {
        if (json.startsWith(own)) {
            return;
        }
        try {
            UUID session = UUID.fromString(channel.substring(CHANNEL.length()));
            if (mapper.readTree(json) instanceof ObjectNode frame) {
                deliver(read(session, frame));
            }
        } catch (JsonProcessingException | IllegalArgumentException foreign) {
            LOG.debug("not a chat frame on {}", channel);
        }
    }

    private static Announcement read(UUID session, ObjectNode frame) {
        long rev = frame.path(REV).asLong();
        long lastSeq = frame.path(SEQ).asLong();
        String source = frame.path(SOURCE).asText();
        frame.remove(List.of(ORIGIN, REV, SEQ, SOURCE));
        return new Announcement(
                session,
                frame.path("type").asText(),
                frame.toString(),
                frame.path("seq").asLong(),
                frame.path("client_message_id").asText(),
                rev,
                lastSeq,
                source);
    }

    private void deliver(Announcement announcement) {
        listeners.forEach(listener -> listener.accept(announcement));
    }

    @Override
    public void destroy() throws Exception {
        subscription.close();
    }
}
