package com.shemamusic.enrollment.notification;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** WhatsApp switched off: for what was waiting when it was. */
final class NoWhatsApp implements MessageChannel {

    @Override
    public String name() {
        return "whatsapp";
    }

    @Override
    public int atOnce() {
        return 50;
    }

    @Override
    public Map<UUID, Failure> send(List<OutgoingMessage> messages) {
        Failure failure = new Failure("channel whatsapp is not configured", Lasts.A_WHILE);
        return messages.stream().collect(Collectors.toMap(OutgoingMessage::id, message -> failure));
    }
}
