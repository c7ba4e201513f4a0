package com.shemamusic.course.schedule;

/** How a class stands; counted from its seats and the clock, never stored. */
public enum ScheduleStatus {
    /** A seat is free. */
    AVAILABLE,
    /** No seat is free, and at least one is only held. */
    RESERVED,
    /** All seats are taken. */
    BOOKED,
    /** Called off. */
    CANCELLED,
    /** Over. */
    COMPLETED
}
