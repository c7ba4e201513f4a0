package com.shemamusic.suite.chat;

import java.io.IOException;

/** Socket.IO over its WebSocket transport. */
record SocketIoDialect(int port) implements Dialect {

    private static final String PATH = "/socket.io/?EIO=4&transport=websocket";

    @Override
    public Line guest() throws IOException {
        return connected("guest");
    }

    @Override
    public Line admin() throws IOException {
        return connected("admin");
    }

    // Once only: said again on the same line, it makes a second socket, which gets all that follows.
    private Line connected(String role) throws IOException {
        Line line = Line.open(port, PATH, "", "");
        line.send("40{\"role\":\"" + role + "\"}");
        return line;
    }

    @Override
    public String greeting() {
        return "";
    }

    @Override
    public Said hear(String frame) {
        Kind kind = Kind.OTHER;
        if (frame.startsWith("43")) {
            kind = Kind.ACK;
        } else if (frame.startsWith("42[\"new_message\"")) {
            kind = Kind.MESSAGE;
        } else if (frame.startsWith("42[\"session")) {
            kind = Kind.WELCOME;
        }
        return new Said(
                kind,
                Frames.text(frame, "session_id"),
                Frames.text(frame, "client_message_id"),
                Frames.number(frame, "seq"),
                Frames.text(frame, "message"));
    }

    @Override
    public String pong(String frame) {
        return frame.equals("2") ? "3" : null;
    }

    @Override
    public String message(String session, String clientId, String text) {
        String to = session == null ? "" : "\"session_id\":\"" + session + "\",";
        return "42" + clientId.substring(1) + "[\"message\",{" + to + "\"client_message_id\":\"" + clientId
                + "\",\"message\":\"" + text + "\"}]";
    }
}
