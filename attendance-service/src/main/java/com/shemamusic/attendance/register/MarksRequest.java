package com.shemamusic.attendance.register;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The marks of a class; a student may stand in it once. */
record MarksRequest(@Valid @NotEmpty @Size(max = 1_000) List<Mark> marks) implements SelfChecking {

    record Mark(
            @NotNull UUID studentId,
            @NotNull MarkStatus status,
            @Size(max = 1000) @Nullable String note) {

        @Nullable
        String shortNote() {
            return note == null || note.isBlank() ? null : note;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // A body with bad fields is looked at before they are refused.
    public void check(FieldErrors errors) {
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; marks != null && i < marks.size(); i++) {
            Mark mark = marks.get(i);
            errors.addIf(
                    mark != null && mark.studentId != null && !seen.add(mark.studentId),
                    "marks[" + i + "].student_id",
                    "INVALID");
        }
    }
}
