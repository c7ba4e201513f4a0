package com.shemamusic.attendance.client.course;

import java.util.UUID;

/** A student's seat in a class, there or wanted. */
public record StudentSeat(UUID scheduleId, UUID studentId) {}
