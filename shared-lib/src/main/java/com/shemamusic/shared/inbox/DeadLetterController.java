package com.shemamusic.shared.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.security.InternalFrom;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What this service could not act on, for the gateway to show and to have tried again. */
@RestController
@RequestMapping("/internal/dead-letters")
@InternalFrom(Caller.GATEWAY)
final class DeadLetterController {

    /** A dead letter as {@code api.md} shows it. */
    record Shown(String service, JsonNode event, String error, Instant failedAt, int attempts) {}

    /** What a replay came to, in lower case. */
    record Replayed(DeadLetters.Replay result) {}

    private final DeadLetters deadLetters;
    private final String service;

    DeadLetterController(DeadLetters deadLetters, String service) {
        this.deadLetters = deadLetters;
        this.service = service;
    }

    @GetMapping
    Page<Shown> list() {
        return Page.whole(deadLetters.list().stream()
                .map(letter -> new Shown(service, letter.event(), letter.error(), letter.failedAt(), letter.attempts()))
                .toList());
    }

    @PostMapping("/{eventId}/replay")
    @Refuses("404 DEAD_LETTER_NOT_FOUND")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replayed replay(@PathVariable UUID eventId) {
        DeadLetters.Replay result = deadLetters.replay(eventId);
        if (result == DeadLetters.Replay.UNKNOWN) {
            throw ApiException.notFound("DEAD_LETTER_NOT_FOUND");
        }
        return new Replayed(result);
    }
}
