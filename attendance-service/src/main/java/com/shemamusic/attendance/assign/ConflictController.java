package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.client.user.StudentNames;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Students who sit in two classes at once: a confirmed booking or a moved class brings that about, an admin mends it. */
@RestController
@AdminOnly
class ConflictController {

    record ClassAt(UUID scheduleId, @Nullable String courseName, Instant startsAt, Instant endsAt) {}

    /** @param classes the two, the sooner first */
    record Conflict(UUID studentId, @Nullable String fullName, List<ClassAt> classes) {}

    private final ConflictRepository conflicts;
    private final StudentNames names;

    ConflictController(ConflictRepository conflicts, StudentNames names) {
        this.conflicts = conflicts;
        this.names = names;
    }

    @GetMapping("/api/attendance/conflicts")
    Page<Conflict> conflicts(Paging paging) {
        Page<Conflict> page = conflicts.page(paging);
        Map<UUID, String> known =
                names.of(page.data().stream().map(Conflict::studentId).toList());
        return page.map(one -> new Conflict(one.studentId(), known.get(one.studentId()), one.classes()));
    }
}
