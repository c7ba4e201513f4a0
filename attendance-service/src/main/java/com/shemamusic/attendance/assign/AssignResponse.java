package com.shemamusic.attendance.assign;

import java.util.List;
import java.util.UUID;

/** Who was put in a class (with {@code scope=following}: in at least one), and who was refused where and why. */
record AssignResponse(List<UUID> assigned, List<Rejection> rejected) {

    record Rejection(UUID studentId, String code, UUID scheduleId) {}
}
