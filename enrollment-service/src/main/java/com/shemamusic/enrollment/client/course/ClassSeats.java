package com.shemamusic.enrollment.client.course;

import java.util.UUID;

/** How many seats of a class are held, as course-service counts them. */
public record ClassSeats(UUID id, int seatsHeld) {}
