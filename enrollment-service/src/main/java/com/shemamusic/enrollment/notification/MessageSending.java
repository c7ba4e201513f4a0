package com.shemamusic.enrollment.notification;

import com.shemamusic.enrollment.notification.MessageChannel.Failure;
import com.shemamusic.enrollment.notification.MessageChannel.Lasts;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends what waits. Every replica does; a message is taken by one. What was handed over and not noted before a crash is sent
 * a second time, under the same {@code Message-ID}.
 */
@Component
class MessageSending {

    private static final Logger LOG = LoggerFactory.getLogger(MessageSending.class);
    private static final int BATCH = 50;
    private final NotificationRepository notifications;
    private final Map<String, MessageChannel> channels;

    MessageSending(NotificationRepository notifications, List<MessageChannel> channels) {
        this.notifications = notifications;
        this.channels = channels.stream().collect(Collectors.toMap(MessageChannel::name, channel -> channel));
    }

    @Scheduled(fixedDelayString = "${shema.enrollment.messages.interval:5s}")
    void send() {
        List<OutgoingMessage> due = notifications.claim(BATCH);
        while (!due.isEmpty()) {
            due.stream()
                    .collect(Collectors.groupingBy(OutgoingMessage::channel))
                    .forEach(this::send);
            due = due.size() == BATCH ? notifications.claim(BATCH) : List.of();
        }
    }

    private void send(String name, List<OutgoingMessage> messages) {
        MessageChannel channel = channels.get(name);
        Map<UUID, Failure> failures = channel == null
                ? messages.stream()
                        .collect(Collectors.toMap(
                                OutgoingMessage::id,
                                m -> new Failure("channel " + name + " is not configured", Lasts.A_WHILE)))
                : channel.send(messages);
        notifications.sent(messages.stream()
                .map(OutgoingMessage::id)
                .filter(id -> !failures.containsKey(id))
                .toList());
        failures.forEach((id, failure) -> {
            LOG.warn("Message {} was not sent by {}: {}", id, name, failure.error());
            notifications.failed(id, failure.error(), failure.lasts());
        });
    }
}
