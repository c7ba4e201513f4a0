package com.shemamusic.attendance.client.course;

/** What asking course-service for a seat came to. */
public enum SeatAnswer {
    /** The seat was free and is the student's now. */
    TAKEN,
    /** The student had the seat before. */
    HAD_IT,
    /** No seat is left. */
    FULL,
    /** The class does not take place. */
    CANCELLED,
    /** There is no such class. */
    NO_SUCH_CLASS;

    static SeatAnswer of(String outcome) {
        return switch (outcome) {
            case "taken" -> TAKEN;
            case "had_it" -> HAD_IT;
            case "full" -> FULL;
            case "cancelled" -> CANCELLED;
            case "missing" -> NO_SUCH_CLASS;
            default -> throw new IllegalArgumentException("no answer to a wish for a seat: " + outcome);
        };
    }
}
