package com.shemamusic.chat.message;

import com.shemamusic.chat.session.Participant;
import com.shemamusic.chat.session.SessionAccess;
import com.shemamusic.chat.session.SessionService;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.validation.Query;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Messages over REST, for admins and for the guest of the session. */
@RestController
@RequestMapping("/api/chat/sessions/{id}/messages")
@PublicAccess
class MessageController {

    private final MessageService messages;
    private final SessionService sessions;
    private final SessionAccess access;

    MessageController(MessageService messages, SessionService sessions, SessionAccess access) {
        this.messages = messages;
        this.sessions = sessions;
        this.access = access;
    }

    // Runs before a body or a query is looked at: who may not take part does not hear what is wrong with them.
    @ModelAttribute
    void admit(
            @PathVariable UUID id,
            Actor actor,
            @RequestHeader(name = SessionAccess.HEADER, required = false) @Nullable String token) {
        access.check(id, actor, token);
    }

    @GetMapping
    @Refuses({"403 CHAT_FORBIDDEN", "404 CHAT_SESSION_NOT_FOUND"})
    Page<ChatMessage> page(
            @PathVariable UUID id,
            @Query MessageFilter filter,
            Actor actor,
            @RequestHeader(name = SessionAccess.HEADER, required = false) @Nullable String token) {
        access.check(id, actor, token);
        long total = sessions.get(id).messageCount();
        List<ChatMessage> found = messages.page(id, filter.afterSeq(), filter.beforeSeq(), filter.limit());
        return new Page<>(found, new Page.Meta(1, filter.limit(), total, null, false));
    }

    @PostMapping
    @Answers(status = {201, 200})
    @Refuses({"403 CHAT_FORBIDDEN", "404 CHAT_SESSION_NOT_FOUND", "409 CHAT_SESSION_CLOSED"})
    ResponseEntity<Ack> send(
            @PathVariable UUID id,
            @RequestBody SendMessageRequest request,
            Actor actor,
            @RequestHeader(name = SessionAccess.HEADER, required = false) @Nullable String token) {
        Participant sender = access.check(id, actor, token);
        Ack ack = messages.send(id, sender, request);
        return ack.duplicate()
                ? ResponseEntity.ok(ack)
                : ResponseEntity.created(
                                URI.create("/api/chat/sessions/" + id + "/messages?after_seq=" + (ack.seq() - 1)))
                        .body(ack);
    }
}
