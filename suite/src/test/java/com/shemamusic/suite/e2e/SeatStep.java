package com.shemamusic.suite.e2e;

import java.util.List;

/** One thing that happens to classes, bookings and registers; numbers beyond what there is count from the start again. */
sealed interface SeatStep {

    record Schedule(int slot) implements SeatStep {}

    record Move(int lesson, int slot) implements SeatStep {}

    record Cancel(int lesson) implements SeatStep {}

    record Assign(int lesson, List<Integer> students) implements SeatStep {}

    record Unassign(int lesson, int student) implements SeatStep {}

    record Book(int student, int first, int second) implements SeatStep {}

    record Confirm(int booking, boolean second) implements SeatStep {}

    record Reject(int booking) implements SeatStep {}

    /** 72 hours go by for a booking. */
    record Lapse(int booking) implements SeatStep {}
}
