package com.shemamusic.course.room;

import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.web.IfMatch;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/rooms")
@AdminOnly
class RoomController {

    record RoomFilter(@Nullable Boolean isActive) {}

    private final RoomService rooms;
    private final RoomRepository repository;

    RoomController(RoomService rooms, RoomRepository repository) {
        this.rooms = rooms;
        this.repository = repository;
    }

    @GetMapping
    Page<Room> list(@Query RoomFilter filter, Paging paging) {
        return repository.list(filter.isActive(), paging);
    }

    @GetMapping("/{id}")
    @Refuses("404 ROOM_NOT_FOUND")
    Room get(@PathVariable UUID id) {
        return rooms.require(id);
    }

    @PostMapping
    @Answers(status = 201)
    @Refuses("409 ROOM_NAME_TAKEN")
    ResponseEntity<Room> create(@RequestBody CreateRoomRequest request) {
        Room made = rooms.create(request);
        return ResponseEntity.created(URI.create("/api/rooms/" + made.id())).body(made);
    }

    @PatchMapping("/{id}")
    @Refuses({"404 ROOM_NOT_FOUND", "409 ROOM_NAME_TAKEN"})
    Room update(@PathVariable UUID id, @RequestBody PatchRoomRequest request, IfMatch ifMatch) {
        return rooms.update(id, request, ifMatch);
    }

    @DeleteMapping("/{id}")
    @Refuses({"404 ROOM_NOT_FOUND", "409 ROOM_IN_USE"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        rooms.delete(id);
    }
}
