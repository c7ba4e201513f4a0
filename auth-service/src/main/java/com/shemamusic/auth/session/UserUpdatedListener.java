package com.shemamusic.auth.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.auth.admin.Admins;
import com.shemamusic.shared.live.LiveEvents;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hears at once that a user has changed: forgets what was known, and ends the sessions of an admin who was removed. A
 * message that is missed costs half a minute, after which the session check asks anew.
 */
@Component
class UserUpdatedListener implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(UserUpdatedListener.class);
    private static final String CHANNEL = "user.updated";
    private final LiveEvents events;
    private final ObjectMapper mapper;
    private final Admins admins;
    private final SessionCheck check;
    private final Sessions sessions;
    private @Nullable AutoCloseable subscription;

    UserUpdatedListener(LiveEvents events, ObjectMapper mapper, Admins admins, SessionCheck check, Sessions sessions) {
        this.events = events;
        this.mapper = mapper;
        this.admins = admins;
        this.check = check;
        this.sessions = sessions;
    }

    @EventListener(ApplicationReadyEvent.class)
    void listen() {
        subscription = events.subscribe(CHANNEL, (channel, json) -> changed(json));
    }

    void changed(String json) {
        try {
            JsonNode data = mapper.readTree(json).path("data");
            UUID id = UUID.fromString(data.path("userId").asText());
            admins.forget(id);
            check.forget(id);
            if ("inactive".equals(data.path("status").asText())) {
                sessions.endAll(id);
            }
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            LOG.warn("A message on {} cannot be read", CHANNEL);
        }
    }

    @Override
    public void destroy() throws Exception {
        if (subscription != null) {
            subscription.close();
        }
    }
}
