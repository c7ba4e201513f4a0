package com.shemamusic.chat.message;

import com.shemamusic.chat.fanout.Fanout;
import com.shemamusic.chat.message.MessageRepository.Place;
import com.shemamusic.chat.session.Participant;
import com.shemamusic.chat.session.SessionErrors;
import com.shemamusic.chat.session.SessionService;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Stores messages and reads them again. */
@Service
public class MessageService {

    /** The payload of {@code chat.message}: ids and places, no text. */
    record MessageEvent(
            UUID sessionId,
            long seq,
            UUID messageId,
            String senderRole,
            @Nullable UUID senderId) {}

    /** Ends a transaction whose message turned out to be stored already, so that its number is not used up. */
    private static final class StoredMeanwhile extends RuntimeException {

        StoredMeanwhile() {
            super(null, null, false, false);
        }
    }

    private final MessageRepository messages;
    private final SessionService sessions;
    private final EventPublisher events;
    private final Fanout fanout;
    private final Transactions transactions;

    MessageService(
            MessageRepository messages,
            SessionService sessions,
            EventPublisher events,
            Fanout fanout,
            Transactions transactions) {
        this.messages = messages;
        this.sessions = sessions;
        this.events = events;
        this.fanout = fanout;
        this.transactions = transactions;
    }

    /**
     * Stores a message under the next number of its session; the same {@code client_message_id} again stores nothing and gets the
     * first answer. What this returns is committed.
     *
     * @throws com.shemamusic.shared.error.ApiException 404 {@code CHAT_SESSION_NOT_FOUND}, 409 {@code CHAT_SESSION_CLOSED}
     */
    public Ack send(UUID session, Participant sender, SendMessageRequest request) {
        String clientId = request.clientMessageId();
        Optional<ChatMessage> known = messages.find(session, clientId);
        if (known.isPresent()) {
            return Ack.of(known.get(), clientId, true);
        }
        try {
            ChatMessage stored = transactions.write(() -> store(session, sender, request));
            fanout.announce(session, stored, "");
            return Ack.of(stored, clientId, false);
        } catch (StoredMeanwhile other) {
            return Ack.of(messages.find(session, clientId).orElseThrow(SessionErrors::missing), clientId, true);
        }
    }

    private ChatMessage store(UUID session, Participant sender, SendMessageRequest request) {
        Place place = messages.takePlace(session, sender.role(), request.message())
                .orElseThrow(() -> {
                    sessions.get(session);
                    return SessionErrors.closed();
                });
        ChatMessage message = new ChatMessage(
                session,
                place.seq(),
                Ids.next(),
                request.clientMessageId(),
                sender.role(),
                sender.id(),
                Objects.requireNonNullElse(sender.name(), place.guestName()),
                request.message(),
                place.at().toInstant());
        if (!messages.insert(message, place.at())) {
            throw new StoredMeanwhile();
        }
        events.publish(
                "chat.message",
                session,
                place.seq() + place.rev(),
                new MessageEvent(
                        session,
                        message.seq(),
                        message.messageId(),
                        sender.role().text(),
                        sender.id()));
        return message;
    }

    /** Notes how far one side has read, never backwards and never beyond the last message. */
    public void read(UUID session, Participant reader, long upToSeq) {
        transactions
                .write(() -> messages.read(session, reader, upToSeq))
                .ifPresent(mark -> fanout.announce(
                        session, ReadFrame.of(session, reader.role(), mark.upToSeq()), mark.rev(), mark.lastSeq()));
    }

    /** Everything that was said in these sessions, by session, oldest first. */
    public Map<UUID, List<ChatMessage>> all(Collection<UUID> ids) {
        return messages.all(ids).stream().collect(Collectors.groupingBy(ChatMessage::sessionId));
    }

    /** Messages of a session, oldest first: the first after one number, or else the last. */
    public List<ChatMessage> page(UUID session, @Nullable Long afterSeq, @Nullable Long beforeSeq, int limit) {
        return afterSeq == null && beforeSeq != null
                ? messages.before(session, beforeSeq, limit)
                : messages.after(session, afterSeq == null ? 0 : afterSeq, beforeSeq, limit);
    }
}
