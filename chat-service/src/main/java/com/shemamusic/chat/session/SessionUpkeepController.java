package com.shemamusic.chat.session;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.AdminOnly;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What admins do with sessions. */
@RestController
@RequestMapping("/api/chat/sessions/{id}")
@AdminOnly
class SessionUpkeepController {

    private final SessionUpkeep upkeep;

    SessionUpkeepController(SessionUpkeep upkeep) {
        this.upkeep = upkeep;
    }

    @PostMapping("/close")
    @Refuses({"404 CHAT_SESSION_NOT_FOUND", "409 CHAT_SESSION_CLOSED"})
    ChatSession close(@PathVariable UUID id) {
        return upkeep.close(id, CloseReason.ADMIN);
    }

    @PostMapping("/assign")
    @Refuses({"404 CHAT_SESSION_NOT_FOUND", "409 CHAT_ALREADY_ASSIGNED", "409 CHAT_SESSION_CLOSED"})
    ChatSession assign(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable AssignRequest request, Actor actor) {
        Participant admin = SessionAccess.admin(actor).orElseThrow(() -> ApiException.unauthorized("AUTH_REQUIRED"));
        return upkeep.assign(id, admin, request == null ? null : request.adminId());
    }

    @PostMapping("/link")
    @Refuses({"404 CHAT_SESSION_NOT_FOUND", "404 USER_NOT_FOUND"})
    ChatSession link(@PathVariable UUID id, @RequestBody LinkRequest request) {
        return upkeep.link(id, request.userId());
    }
}
