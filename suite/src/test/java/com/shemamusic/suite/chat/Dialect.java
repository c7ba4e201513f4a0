package com.shemamusic.suite.chat;

import java.io.IOException;

/** How a load test speaks to one chat server or another. */
interface Dialect {

    /** What a frame says, as far as a load test cares. */
    record Said(Kind kind, String session, String clientId, long seq, String text) {}

    /** Kinds of frames. */
    enum Kind {
        WELCOME,
        ACK,
        MESSAGE,
        OTHER
    }

    /** A guest's connection that begins a session. */
    Line guest() throws IOException;

    /** A connection that sees every session. */
    Line admin() throws IOException;

    /** Said by the client once the line is open; empty for nothing. */
    String greeting();

    Said hear(String frame);

    /** The answer to a sign of life asked in a frame; null for every other frame. */
    String pong(String frame);

    String message(String session, String clientId, String text);
}
