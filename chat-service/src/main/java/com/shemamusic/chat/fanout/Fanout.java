package com.shemamusic.chat.fanout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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

    private final String self = UUID.randomUUID().toString();
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

    /** Announces a frame that is no change of the session's state; after the commit, where a transaction runs. */
    public void announce(UUID session, Object frame, String source) {
        announce(new Announcement(session, mapper.valueToTree(frame), 0, 0, source));
    }

    /** Announces a change of the session's state; after the commit, where a transaction runs. */
    public void announce(UUID session, Object frame, long rev, long lastSeq) {
        announce(new Announcement(session, mapper.valueToTree(frame), rev, lastSeq, ""));
    }

    private void announce(Announcement announcement) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    send(announcement);
                }
            });
        } else {
            send(announcement);
        }
    }

    private void send(Announcement announcement) {
        deliver(announcement);
        ObjectNode wire = announcement.frame().deepCopy();
        wire.put(ORIGIN, self)
                .put(REV, announcement.rev())
                .put(SEQ, announcement.lastSeq())
                .put(SOURCE, announcement.source());
        live.announce(CHANNEL + announcement.session(), wire.toString());
    }

    private void hear(String channel, String json) {
        try {
            JsonNode node = mapper.readTree(json);
            UUID session = UUID.fromString(channel.substring(CHANNEL.length()));
            if (node instanceof ObjectNode frame
                    && !self.equals(frame.path(ORIGIN).asText())) {
                long rev = frame.path(REV).asLong();
                long lastSeq = frame.path(SEQ).asLong();
                String source = frame.path(SOURCE).asText();
                frame.remove(List.of(ORIGIN, REV, SEQ, SOURCE));
                deliver(new Announcement(session, frame, rev, lastSeq, source));
            }
        } catch (JsonProcessingException | IllegalArgumentException foreign) {
            LOG.debug("not a chat frame on {}", channel);
        }
    }

    private void deliver(Announcement announcement) {
        listeners.forEach(listener -> listener.accept(announcement));
    }

    @Override
    public void destroy() throws Exception {
        subscription.close();
    }
}
