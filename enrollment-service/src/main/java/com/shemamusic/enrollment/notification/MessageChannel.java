package com.shemamusic.enrollment.notification;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A way to reach people: one small class each. */
interface MessageChannel {

    /** How long it makes sense to try again. */
    enum Lasts {
        /** Nothing gets through: it waits until something does, however long that takes. */
        WHILE_CHANNEL_IS_DOWN,
        /** This message was refused for now: tried for a day. */
        A_WHILE,
        /** It was handed over and may have arrived: tried a few times only, as each may be one more at the recipient's. */
        A_FEW_TIMES,
        /** Trying again cannot help. */
        FOR_EVER
    }

    /** Why a message was not sent, in words without anything personal. */
    record Failure(String error, Lasts lasts) {}

    /** The name in the database: {@code email}, {@code whatsapp}. */
    String name();

    /** How many it is given at once: no more than it has sent, or has given up, before the claim on them runs out. */
    int atOnce();

    /** Sends what it can and says what it could not. */
    Map<UUID, Failure> send(List<OutgoingMessage> messages);
}
