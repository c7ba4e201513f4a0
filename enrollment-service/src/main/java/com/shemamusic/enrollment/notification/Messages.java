package com.shemamusic.enrollment.notification;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts messages into the table from which they are sent, in the transaction of what they are about. */
@Component
class Messages {

    private final NotificationRepository notifications;
    private final NotificationProperties properties;

    Messages(NotificationRepository notifications, NotificationProperties properties) {
        this.notifications = notifications;
        this.properties = properties;
    }

    /** To a person: by e-mail always, by WhatsApp where it was agreed to and is configured (rule 13). */
    void tell(
            MessageKind kind,
            UUID eventId,
            UUID occasion,
            Recipient to,
            Map<String, ? extends @Nullable String> facts) {
        Map<String, String> known = known(facts);
        notifications.add(kind, eventId, occasion, to.enrollmentId(), "email", to.email(), to.language(), known);
        String phone = to.phone();
        if (phone != null && properties.whatsapp().isOn()) {
            notifications.add(kind, eventId, occasion, to.enrollmentId(), "whatsapp", phone, to.language(), known);
        }
    }

    /** To the school. */
    void tellSchool(
            MessageKind kind,
            UUID eventId,
            UUID occasion,
            UUID enrollmentId,
            Map<String, ? extends @Nullable String> facts) {
        if (!properties.school().isBlank()) {
            notifications.add(
                    kind,
                    eventId,
                    occasion,
                    enrollmentId,
                    "email",
                    properties.school(),
                    properties.schoolLanguage(),
                    known(facts));
        }
    }

    String schoolLanguage() {
        return properties.schoolLanguage();
    }

    private static Map<String, String> known(Map<String, ? extends @Nullable String> facts) {
        Map<String, String> known = new HashMap<>();
        facts.forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        return known;
    }
}
