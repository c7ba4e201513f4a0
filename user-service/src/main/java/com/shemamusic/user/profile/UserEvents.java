package com.shemamusic.user.profile;

import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.user.person.User;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the other services about people, by ids and wishes only. */
@Component
class UserEvents {

    /** The payload of every {@code user.*} event. */
    record UserEvent(
            UUID userId,
            @Nullable String role,
            @Nullable String status,
            @Nullable String experienceLevel,
            @Nullable String learningGoal,
            List<String> preferredInstruments,
            @Nullable String budgetRange,
            List<String> availableDays) {}

    private final EventPublisher publisher;

    UserEvents(EventPublisher publisher) {
        this.publisher = publisher;
    }

    void registered(User user) {
        publish("user.registered", user);
    }

    void updated(User user) {
        publish("user.updated", user);
    }

    void erased(User user) {
        publish("user.erased", user);
    }

    private void publish(String channel, User user) {
        var wishes = user.wishes();
        UserEvent event = new UserEvent(
                user.id(),
                UserRow.text(user.role()),
                UserRow.text(user.status()),
                UserRow.text(wishes.experienceLevel()),
                UserRow.text(wishes.learningGoal()),
                wishes.preferredInstruments(),
                UserRow.text(wishes.budgetRange()),
                UserRow.texts(wishes.availableDays()));
        publisher.publish(channel, user.id(), user.version(), event);
    }
}
