package com.shemamusic.chat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.util.UUID;

/** A guest with a session of their own, made through the API. */
public record Guest(UUID session, String token, Api api) {

    /** Begins a conversation. */
    public static Guest arrives(Api anyone, String name) {
        Api api = anyone.anonymous();
        ApiResponse opened = api.post("/api/chat/sessions", "{\"guest_name\": \"%s\"}".formatted(name))
                .assertStatus(201);
        String token = opened.at("/session_token").asText();
        UUID session = UUID.fromString(opened.at("/session_id").asText());
        return new Guest(session, token, api.header("X-Chat-Session", token));
    }

    /** The address of the session, and what follows it. */
    public String path(String rest) {
        return "/api/chat/sessions/" + session + rest;
    }

    /** Sends a message over REST. */
    public ApiResponse says(String clientId, String text) {
        return send(api, clientId, text);
    }

    /** Someone else sends a message over REST. */
    public ApiResponse send(Api as, String clientId, String text) {
        return as.post(path("/messages"), message(clientId, text));
    }

    /** The body of a message. */
    public static String message(String clientId, String text) {
        return "{\"client_message_id\": \"%s\", \"message\": \"%s\"}".formatted(clientId, text);
    }
}
