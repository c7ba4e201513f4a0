package com.shemamusic.shared.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * An event a service could not act on.
 *
 * @param event the envelope as it came
 * @param error class and message of the last failure, without personal data
 * @param attempts how often it was tried
 */
public record DeadLetter(UUID eventId, String channel, JsonNode event, String error, int attempts, Instant failedAt) {}
