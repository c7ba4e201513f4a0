package com.shemamusic.attendance.client.user;

import com.shemamusic.shared.client.Peer;
import com.shemamusic.shared.client.Peers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** People of user-service, in batches; an outage ends in {@code PeerUnavailableException}. */
@Component
public class UserClient {

    /** As many ids as fit into a request line of 8 KiB. */
    private static final int PER_CALL = 150;

    private record People(List<Person> data) {}

    private final Peer peer;

    UserClient(Peers peers) {
        this.peer = peers.peer("user-service");
    }

    /** The people with these ids; unknown ones are left out. */
    public Map<UUID, Person> find(Collection<UUID> ids) {
        Map<UUID, Person> found = new HashMap<>();
        List<UUID> all = new ArrayList<>(ids);
        for (int from = 0; from < all.size(); from += PER_CALL) {
            List<UUID> part = all.subList(from, Math.min(all.size(), from + PER_CALL));
            String list = part.stream().map(UUID::toString).collect(Collectors.joining(","));
            peer.get(People.class, "/internal/users?ids={ids}", list).data().forEach(p -> found.put(p.id(), p));
        }
        return found;
    }
}
