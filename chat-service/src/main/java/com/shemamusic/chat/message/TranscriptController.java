package com.shemamusic.chat.message;

import com.shemamusic.chat.session.ChatSession;
import com.shemamusic.chat.session.SenderRole;
import com.shemamusic.chat.session.SessionAccess;
import com.shemamusic.chat.session.SessionService;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.time.SchoolTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** A conversation as text to keep, in the school's time zone. */
@RestController
class TranscriptController {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final int BATCH = 1_000;

    private final MessageService messages;
    private final SessionService sessions;
    private final SessionAccess access;
    private final SchoolTime time;

    TranscriptController(MessageService messages, SessionService sessions, SessionAccess access, SchoolTime time) {
        this.messages = messages;
        this.sessions = sessions;
        this.access = access;
        this.time = time;
    }

    @GetMapping("/api/chat/sessions/{id}/transcript")
    @Answers(value = String.class, type = "text/plain")
    @Refuses({"403 CHAT_FORBIDDEN", "404 CHAT_SESSION_NOT_FOUND"})
    @PublicAccess
    ResponseEntity<byte[]> transcript(
            @PathVariable UUID id,
            Actor actor,
            @RequestHeader(name = SessionAccess.HEADER, required = false) @Nullable String token) {
        access.check(id, actor, token);
        byte[] text = text(sessions.get(id)).getBytes(StandardCharsets.UTF_8);
        ContentDisposition file =
                ContentDisposition.attachment().filename("chat-" + id + ".txt").build();
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(text);
    }

    private String text(ChatSession session) {
        StringBuilder text = new StringBuilder();
        text.append("Shema Music, ").append(oneLine(session.guestName()));
        if (session.topic() != null) {
            text.append(", ").append(oneLine(session.topic()));
        }
        text.append(", ")
                .append(local(session.startedAt()))
                .append(" (")
                .append(time.zone())
                .append(")\n\n");
        long after = 0;
        List<ChatMessage> batch;
        do {
            batch = messages.page(session.id(), after, null, BATCH);
            for (ChatMessage message : batch) {
                line(text, message);
                after = message.seq();
            }
        } while (batch.size() == BATCH);
        if (session.closedAt() != null) {
            text.append('\n').append(local(session.closedAt())).append(" --\n");
        }
        return text.toString();
    }

    // Further lines are indented, so that nobody can write a line that looks like somebody else's.
    private void line(StringBuilder text, ChatMessage message) {
        String name = oneLine(message.senderName());
        text.append(local(message.timestamp())).append("  ");
        if (message.senderRole() == SenderRole.ADMIN) {
            text.append(name).append(" (Shema Music)");
        } else {
            // Round brackets after a name are the school's.
            text.append(name.replace('(', '[').replace(')', ']'));
        }
        text.append(": ").append(message.message().replaceAll("\\R", "\n    ")).append('\n');
    }

    private static String oneLine(String name) {
        return name.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
    }

    private String local(Instant instant) {
        return TIME.format(instant.atZone(time.zone()));
    }
}
