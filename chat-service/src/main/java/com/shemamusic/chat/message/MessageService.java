package com.shemamusic.chat.message;

import com.shemamusic.chat.fanout.Fanout;
import com.shemamusic.chat.session.Participant;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Stores messages and reads them again. */
@Service
public class MessageService {

    private final MessageRepository messages;
    private final MessageWriter writer;
    private final Fanout fanout;
    private final Transactions transactions;

    MessageService(MessageRepository messages, MessageWriter writer, Fanout fanout, Transactions transactions) {
        this.messages = messages;
        this.writer = writer;
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
        return writer.write(session, sender, request);
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
