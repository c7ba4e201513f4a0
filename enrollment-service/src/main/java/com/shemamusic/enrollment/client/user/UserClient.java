package com.shemamusic.enrollment.client.user;

import com.shemamusic.shared.client.Peer;
import com.shemamusic.shared.client.Peers;
import org.springframework.stereotype.Component;

/** Asks user-service. */
@Component
public class UserClient {

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
}
