package com.shemamusic.course.schedule;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;

/** The refusal of the database itself, told as the conflict it is. */
final class Overlaps {

    private static final String EXCLUSION_VIOLATION = "23P01";

    private Overlaps() {}

    /** What to throw for a violation: the conflict with the classes in the way, or the violation when it is another. */
    static RuntimeException of(
            DataIntegrityViolationException violation, Supplier<Map<Integer, List<ScheduleConflict>>> conflicts) {
        if (violation.getMostSpecificCause() instanceof SQLException sql
                && EXCLUSION_VIOLATION.equals(sql.getSQLState())) {
            return ScheduleService.conflict(conflicts.get().values().stream().flatMap(List::stream));
        }
        return violation;
    }
}
