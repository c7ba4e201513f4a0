package com.shemamusic.chat.socket;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.chat.message.ChatMessage;
import com.shemamusic.chat.message.MessageService;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Shows a socket the stored messages of a session from a place on, no faster than its client reads. */
@Component
class CatchUp {

    private static final int BATCH = 200;
    private final MessageService messages;
    private final ObjectMapper mapper;
    private final long patienceMillis;

    CatchUp(MessageService messages, ObjectMapper mapper, SocketProperties properties) {
        this.messages = messages;
        this.mapper = mapper;
        this.patienceMillis = properties.sendTimeout().toMillis();
    }

    /**
     * Shows everything after a place, then calls {@code lastly} before anything newer is shown; returns false when the client went
     * away meanwhile.
     */
    boolean from(ChatSocket socket, UUID session, long after, Runnable lastly) {
        if (!socket.resume(session, after)) {
            return true;
        }
        try {
            do {
                if (!read(socket, session)) {
                    return false;
                }
            } while (!socket.caughtUp(session, lastly));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            socket.close(CloseCodes.RESTARTING);
            return false;
        } catch (RuntimeException failed) {
            // A socket that has missed something must not go on as if it had not.
            socket.close(CloseCodes.FAILED);
            throw failed;
        }
    }

    /** The same for a socket that turned out to be behind, without keeping its room waiting. */
    void inBackground(ChatSocket socket, UUID session) {
        Thread.ofVirtual().name("catch-up").start(() -> from(socket, session, socket.place(session), () -> {}));
    }

    private boolean read(ChatSocket socket, UUID session) throws InterruptedException {
        List<ChatMessage> batch;
        do {
            batch = messages.page(session, socket.place(session), null, BATCH);
            for (ChatMessage message : batch) {
                if (!socket.outbox().offerPatiently(mapper.valueToTree(message).toString(), patienceMillis)) {
                    return false;
                }
                socket.moveTo(session, message.seq());
            }
        } while (batch.size() == BATCH);
        return true;
    }
}
