package com.shemamusic.enrollment.enrollment;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Told in the transaction in which enrollments are linked, before they are: a student may have been erased since user-service named them. */
public interface LateErasure {

    /**
     * Erases the enrollments whose student was erased, and returns them. None of the other students is erased before the
     * transaction ends.
     *
     * @param students by enrollment
     */
    Set<UUID> erase(Map<UUID, UUID> students);
}
