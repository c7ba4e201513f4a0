package com.shemamusic.chat.session;

import com.shemamusic.chat.office.OfficeService;
import com.shemamusic.chat.office.OfficeState;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.validation.Query;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sessions: begun by guests, listed by admins. */
@RestController
@RequestMapping("/api/chat")
class SessionController {

    private final SessionService sessions;
    private final OfficeService office;

    SessionController(SessionService sessions, OfficeService office) {
        this.sessions = sessions;
        this.office = office;
    }

    @PostMapping("/sessions")
    @Answers(status = 201)
    @PublicAccess
    ResponseEntity<SessionOpenedResponse> open(@RequestBody OpenSessionRequest request) {
        OpenedSession opened = sessions.open(request.guestName(), request.guestEmail(), request.topic());
        OfficeState state = office.state();
        return ResponseEntity.created(URI.create("/api/chat/sessions/" + opened.id()))
                .body(new SessionOpenedResponse(
                        opened.id(), opened.token(), SessionStatus.ACTIVE, state.open(), state.nextOpening()));
    }

    @GetMapping("/sessions")
    @AdminOnly
    Page<ChatSession> page(@Query SessionFilter filter, Paging paging) {
        return sessions.page(filter, paging);
    }

    @GetMapping("/active-sessions")
    @AdminOnly
    Page<ChatSession> active(Paging paging) {
        return sessions.active(paging);
    }

    @GetMapping("/sessions/{id}")
    @Refuses("404 CHAT_SESSION_NOT_FOUND")
    @AdminOnly
    ChatSession get(@PathVariable UUID id) {
        return sessions.get(id);
    }
}
