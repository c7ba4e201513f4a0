package com.shemamusic.enrollment.client.user;

import com.shemamusic.shared.client.Peer;
import com.shemamusic.shared.client.Peers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks user-service. */
@Component
public class UserClient {

    private record Students(List<KnownStudent> data) {}

    private final Peer users;

    public UserClient(Peers peers) {
        this.users = peers.peer("user-service");
    }

    /**
     * Finds or makes the student record of an applicant; asking again for the same person finds the same record.
     *
     * @throws com.shemamusic.shared.client.PeerUnavailableException while user-service is down
     * @throws com.shemamusic.shared.client.PeerRejectedException when it refuses the form
     */
    public LinkedStudent link(StudentForm form) {
        return users.postRepeatable(LinkedStudent.class, form, "/internal/students");
    }

    /** Several students, at most 500; unknown ones are left out. */
    public List<KnownStudent> students(List<UUID> ids) {
        String joined = ids.stream().map(UUID::toString).collect(Collectors.joining(","));
        return users.get(Students.class, "/internal/users?ids={ids}", joined).data();
    }
}
