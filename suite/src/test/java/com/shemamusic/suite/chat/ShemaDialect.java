package com.shemamusic.suite.chat;

import java.io.IOException;

/** The contract's own frames; straight to chat-service the headers are the gateway's. */
record ShemaDialect(int port, String guestHeaders, String adminProtocols, String adminHeaders) implements Dialect {

    @Override
    public Line guest() throws IOException {
        return Line.open(port, "/api/chat/connect", "shema.chat.v1", guestHeaders);
    }

    @Override
    public Line admin() throws IOException {
        return Line.open(port, "/api/chat/admin", adminProtocols, adminHeaders);
    }

    @Override
    public String greeting() {
        return "";
    }

    @Override
    public Said hear(String frame) {
        Kind kind = Kind.OTHER;
        if (Frames.is(frame, "new_message")) {
            kind = Kind.MESSAGE;
        } else if (Frames.is(frame, "ack")) {
            kind = Kind.ACK;
        } else if (Frames.is(frame, "session") || Frames.is(frame, "sessions")) {
            kind = Kind.WELCOME;
        }
        return new Said(
                kind,
                Frames.text(frame, "session_id"),
                Frames.text(frame, "client_message_id"),
                Frames.number(frame, "seq"),
                kind == Kind.MESSAGE ? Frames.text(frame, "message") : "");
    }

    @Override
    public String pong(String frame) {
        return null;
    }

    @Override
    public String message(String session, String clientId, String text) {
        return Frames.message(session, clientId, text);
    }
}
