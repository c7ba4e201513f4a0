package com.shemamusic.course.reservation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** Seats to take, in the order in which they are given out while some are left. */
record TakeSeatsRequest(@Valid @NotEmpty @Size(max = 500) List<WantedSeat> seats) {

    record WantedSeat(@NotNull UUID scheduleId, @NotNull UUID studentId) {}
}
