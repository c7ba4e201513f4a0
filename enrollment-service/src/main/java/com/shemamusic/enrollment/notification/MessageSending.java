package com.shemamusic.enrollment.notification;

import com.shemamusic.enrollment.notification.MessageChannel.Failure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * Sends what waits, each channel by a job of its own, so that one that is slow holds up no other. Every replica does; a message
 * is taken by one. What was handed over and not noted before a crash is sent a second time, under the same
 * {@code Message-ID}.
 */
@Component
class MessageSending implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(MessageSending.class);
    private final NotificationRepository notifications;
    private final List<MessageChannel> channels;
    private final NotificationProperties properties;

    MessageSending(
            NotificationRepository notifications, List<MessageChannel> channels, NotificationProperties properties) {
        this.notifications = notifications;
        this.channels = channels;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        channels.forEach(channel -> tasks.addFixedDelayTask(() -> sendAll(channel), properties.interval()));
    }

    void sendAll(MessageChannel channel) {
        List<OutgoingMessage> due;
        do {
            due = notifications.claim(channel.name(), channel.atOnce());
            if (!due.isEmpty()) {
                send(channel, due);
            }
        } while (due.size() == channel.atOnce());
    }

    private void send(MessageChannel channel, List<OutgoingMessage> messages) {
        Map<UUID, Failure> failures = channel.send(messages);
        notifications.sent(messages.stream()
                .map(OutgoingMessage::id)
                .filter(id -> !failures.containsKey(id))
                .toList());
        failures.forEach((id, failure) -> {
            LOG.warn("Message {} was not sent by {}: {}", id, channel.name(), failure.error());
            notifications.failed(id, failure.error(), failure.lasts());
        });
    }
}
