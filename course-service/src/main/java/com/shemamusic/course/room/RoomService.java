package com.shemamusic.course.room;

import com.shemamusic.course.cache.AnswerCache;
import com.shemamusic.course.cache.Region;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.web.IfMatch;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Makes, changes and finds rooms. */
@Service
public class RoomService {

    private final RoomRepository rooms;
    private final Transactions transactions;
    private final AnswerCache cache;

    RoomService(RoomRepository rooms, Transactions transactions, AnswerCache cache) {
        this.rooms = rooms;
        this.transactions = transactions;
        this.cache = cache;
    }

    /**
     * A room by id.
     *
     * @throws ApiException 404 {@code ROOM_NOT_FOUND}
     */
    public Room require(UUID id) {
        return rooms.find(id).orElseThrow(RoomService::notFound);
    }

    /**
     * A room that is in use.
     *
     * @throws ApiException 404 {@code ROOM_NOT_FOUND}
     */
    public void requireActive(UUID id) {
        if (!require(id).isActive()) {
            throw notFound();
        }
    }

    Room create(CreateRoomRequest request) {
        Room room = request.room(Ids.next());
        named(() -> rooms.insert(room));
        return room;
    }

    Room update(UUID id, PatchRoomRequest patch, IfMatch ifMatch) {
        named(() -> transactions.run(() -> {
            Room current = rooms.findForUpdate(id).orElseThrow(RoomService::notFound);
            ifMatch.check(current.version());
            Room changed = patch.over(current);
            if (!changed.equals(current)) {
                rooms.update(changed);
                cache.dropAfterCommit(Region.FREE_SLOTS);
            }
        }));
        return require(id);
    }

    /** Deletes a room nobody needs any more; its row is locked, so no class can come in between. */
    void delete(UUID id) {
        transactions.run(() -> {
            rooms.findForUpdate(id).orElseThrow(RoomService::notFound);
            int classes = rooms.futureClasses(id);
            if (classes > 0) {
                throw ApiException.conflict("ROOM_IN_USE").with("classes", classes);
            }
            rooms.delete(id);
        });
    }

    private static void named(Runnable change) {
        try {
            change.run();
        } catch (DuplicateKeyException taken) {
            throw new ApiException(HttpStatus.CONFLICT, "ROOM_NAME_TAKEN", taken);
        }
    }

    private static ApiException notFound() {
        return ApiException.notFound("ROOM_NOT_FOUND");
    }
}
