package com.shemamusic.course.client.user;

import com.shemamusic.shared.client.Peers;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks user-service. */
@Component
public class UserClient {

    private final Peers peers;

    UserClient(Peers peers) {
        this.peers = peers;
    }

    /**
     * An instructor by id; empty when there is none.
     *
     * @throws com.shemamusic.shared.client.PeerUnavailableException when user-service gives no answer
     */
    public Optional<InstructorProfile> instructor(UUID id) {
        return peers.peer("user-service").find(InstructorProfile.class, "/internal/instructors/{id}", id);
    }
}
