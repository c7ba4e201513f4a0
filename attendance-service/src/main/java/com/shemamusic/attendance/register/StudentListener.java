package com.shemamusic.attendance.register;

import com.shemamusic.attendance.client.user.StudentNames;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Forgets what is held about a person who was renamed or erased: names in memory, notes in marks. */
@Component
class StudentListener implements EventHandler {

    private static final String ERASED = "user.erased";

    private record Told(UUID userId) {}

    private final StudentNames names;
    private final RegisterRepository register;

    StudentListener(StudentNames names, RegisterRepository register) {
        this.names = names;
        this.register = register;
    }

    @Override
    public Set<String> channels() {
        return Set.of("user.updated", ERASED);
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        UUID id = event.data(Told.class).userId();
        names.forget(id);
        if (ERASED.equals(channel)) {
            register.eraseNotes(id);
        }
    }
}
