package com.shemamusic.chat.socket;

import org.springframework.web.socket.CloseStatus;

/** The close codes of the contract. */
final class CloseCodes {

    static final CloseStatus TOO_LARGE = new CloseStatus(1009, "frame too large");
    static final CloseStatus RESTARTING = new CloseStatus(1012, "restarting");
    static final CloseStatus TOO_SLOW = new CloseStatus(1013, "too slow");
    static final CloseStatus BAD_TOKEN = new CloseStatus(1008, "token");
    // The contract has one word for "come again": a client does the same when the database is away.
    static final CloseStatus FAILED = new CloseStatus(1012, "failed");
    static final CloseStatus SESSION_CLOSED = new CloseStatus(4001, "session closed");
    static final CloseStatus TOO_MANY = new CloseStatus(4029, "too many messages");

    private CloseCodes() {}
}
