package com.shemamusic.course.instructor;

import com.shemamusic.course.cache.AnswerCache;
import com.shemamusic.course.cache.Region;
import com.shemamusic.course.client.user.InstructorProfile;
import com.shemamusic.course.client.user.UserClient;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the copy of instructors' names: the event says that something changed, user-service says what. */
@Component
class InstructorListener implements EventHandler {

    private static final String ERASED_NAME = "-";

    private record Data(@Nullable UUID userId) {}

    private final JdbcClient jdbc;
    private final UserClient users;
    private final AnswerCache cache;

    InstructorListener(JdbcClient jdbc, UserClient users, AnswerCache cache) {
        this.jdbc = jdbc;
        this.users = users;
        this.cache = cache;
    }

    @Override
    public Set<String> channels() {
        return Set.of("user.updated", "user.erased");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        UUID id = event.data(Data.class).userId();
        if (id != null && isOutdated(id, event.aggregateVersion())) {
            refresh(id, event.aggregateVersion());
        }
    }

    private boolean isOutdated(UUID id, long version) {
        return jdbc.sql("select exists(select 1 from instructors where id = :id and version < :version)")
                .param("id", id)
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    private void refresh(UUID id, long version) {
        InstructorProfile now =
                users.instructor(id).orElseGet(() -> new InstructorProfile(id, ERASED_NAME, "inactive"));
        jdbc.sql("""
                update instructors set full_name = :name, status = :status, version = :version
                where id = :id and version < :version""")
                .param("name", now.fullName())
                .param("status", now.status())
                .param("version", version)
                .param("id", id)
                .update();
        cache.dropAfterCommit(Region.FREE_SLOTS);
    }
}
