package com.shemamusic.attendance.assign;

import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A confirmed booking has taken its seats; its student comes on the registers of those classes. */
@Component
class BookingListener implements EventHandler {

    private record Confirmed(
            UUID studentId,
            @Nullable UUID confirmedSlotId,
            @Nullable List<UUID> placedSlotIds,
            @Nullable Instant confirmedStartsAt,
            @Nullable Long confirmedClassVersion) {

        /** Only of the class she was confirmed for was the student told when it is. */
        private Placement in(UUID scheduleId, Instant confirmedAt) {
            boolean told = scheduleId.equals(confirmedSlotId);
            return new Placement(
                    scheduleId,
                    studentId,
                    confirmedAt,
                    told ? confirmedStartsAt : null,
                    told ? confirmedClassVersion : null);
        }
    }

    private final PlacementService placements;

    BookingListener(PlacementService placements) {
        this.placements = placements;
    }

    @Override
    public Set<String> channels() {
        return Set.of("booking.confirmed");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        Confirmed told = event.data(Confirmed.class);
        List<UUID> classes =
                told.placedSlotIds() == null || told.placedSlotIds().isEmpty()
                        ? List.of(Objects.requireNonNull(told.confirmedSlotId(), "confirmedSlotId"))
                        : told.placedSlotIds();
        UUID studentId = Objects.requireNonNull(told.studentId(), "studentId");
        placements.place(
                studentId,
                classes.stream().map(id -> told.in(id, event.timestamp())).toList());
    }
}
