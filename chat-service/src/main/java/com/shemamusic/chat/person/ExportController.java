package com.shemamusic.chat.person;

import com.shemamusic.chat.message.MessageService;
import com.shemamusic.chat.session.SessionService;
import com.shemamusic.shared.security.InternalFrom;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** This service's part of the export of a person's data. */
@RestController
class ExportController {

    private static final int MOST = 100_000;
    private final PersonRepository people;
    private final SessionService sessions;
    private final MessageService messages;

    ExportController(PersonRepository people, SessionService sessions, MessageService messages) {
        this.people = people;
        this.sessions = sessions;
        this.messages = messages;
    }

    @GetMapping("/internal/people/{id}/export")
    @InternalFrom({"api-gateway", "user-service"})
    PersonExport export(@PathVariable UUID id) {
        return new PersonExport(people.sessionsOf(id).stream()
                .map(session ->
                        new PersonExport.Conversation(sessions.get(session), messages.page(session, 0L, null, MOST)))
                .toList());
    }
}
