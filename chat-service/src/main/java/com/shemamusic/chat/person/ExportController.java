package com.shemamusic.chat.person;

import com.shemamusic.chat.message.ChatMessage;
import com.shemamusic.chat.message.MessageService;
import com.shemamusic.chat.session.ChatSession;
import com.shemamusic.chat.session.SessionService;
import com.shemamusic.shared.security.InternalFrom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** This service's part of the export of a person's data. */
@RestController
class ExportController {

    private final SessionService sessions;
    private final MessageService messages;

    ExportController(SessionService sessions, MessageService messages) {
        this.sessions = sessions;
        this.messages = messages;
    }

    @GetMapping("/internal/people/{id}/export")
    @InternalFrom("api-gateway")
    PersonExport export(@PathVariable UUID id) {
        List<ChatSession> linked = sessions.linkedTo(id);
        Map<UUID, List<ChatMessage>> said =
                messages.all(linked.stream().map(ChatSession::id).toList());
        return new PersonExport(linked.stream()
                .map(session -> new PersonExport.Conversation(session, said.getOrDefault(session.id(), List.of())))
                .toList());
    }
}
