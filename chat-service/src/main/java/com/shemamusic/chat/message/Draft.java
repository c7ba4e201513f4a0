package com.shemamusic.chat.message;

import com.shemamusic.chat.session.Participant;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.web.RequestContext;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/** A message on its way into the database, and its sender, who waits for the outcome. */
final class Draft {

    // Longer than a transaction may take; whoever gives up sends the message again and learns what became of it.
    private static final long PATIENCE_SECONDS = 15;

    private final UUID session;
    private final Participant sender;
    private final SendMessageRequest request;
    private final String requestId;
    private final CompletableFuture<Ack> outcome = new CompletableFuture<>();
    private @Nullable Ack ack;
    private @Nullable ApiException refusal;

    private Draft(UUID session, Participant sender, SendMessageRequest request, String requestId) {
        this.session = session;
        this.sender = sender;
        this.request = request;
        this.requestId = requestId;
    }

    static Draft of(UUID session, Participant sender, SendMessageRequest request) {
        return new Draft(session, sender, request, RequestContext.current().requestId());
    }

    UUID session() {
        return session;
    }

    String clientId() {
        return request.clientMessageId();
    }

    String requestId() {
        return requestId;
    }

    /** As it is stored, under the next number of its session. */
    ChatMessage message(UUID id, Standing standing, OffsetDateTime at) {
        return new ChatMessage(
                session,
                standing.nextSeq(),
                id,
                request.clientMessageId(),
                sender.role(),
                sender.id(),
                Objects.requireNonNullElse(sender.name(), standing.guestName()),
                request.message(),
                at.toInstant());
    }

    /** What the sender is told once the transaction has committed; a later attempt of it may say otherwise. */
    void becomes(Ack stored) {
        ack = stored;
        refusal = null;
    }

    void refuse(ApiException reason) {
        ack = null;
        refusal = reason;
    }

    void finish() {
        if (refusal != null) {
            outcome.completeExceptionally(refusal);
        } else {
            outcome.complete(Objects.requireNonNull(ack));
        }
    }

    void fail(Throwable failure) {
        outcome.completeExceptionally(failure);
    }

    Ack await() {
        try {
            return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(failed);
        } catch (TimeoutException late) {
            throw new QueryTimeoutException("a message was not stored in time", late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("interrupted while a message was being stored", e);
        }
    }
}
