package com.shemamusic.course.reservation;

import com.shemamusic.shared.security.InternalFrom;
import com.shemamusic.shared.validation.Query;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/internal/seats")
@InternalFrom({"attendance-service"})
class SeatBatchController {

    record Wanted(@NotNull @NotEmpty @Size(max = 200) List<UUID> scheduleIds) {}

    record Data<T>(List<T> data) {}

    private final SeatBatch seats;

    SeatBatchController(SeatBatch seats) {
        this.seats = seats;
    }

    @GetMapping
    Data<SeatBatch.StudentSeat> taken(@Query Wanted wanted) {
        return new Data<>(seats.taken(wanted.scheduleIds()));
    }

    @PutMapping
    Data<SeatBatch.Given> take(@RequestBody TakeSeatsRequest request) {
        return new Data<>(seats.take(request.seats()));
    }
}
