package com.shemamusic.enrollment.notification;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A way to reach people: one small class each. */
interface MessageChannel {

    /** Why a message was not sent, in words without anything personal; permanent when trying again cannot help. */
    record Failure(String error, boolean permanent) {}

    /** The name in the database: {@code email}, {@code whatsapp}. */
    String name();

    /** Sends what it can and says what it could not. */
    Map<UUID, Failure> send(List<OutgoingMessage> messages);
}
