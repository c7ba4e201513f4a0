package com.shemamusic.attendance.register;

import com.shemamusic.attendance.client.user.StudentNames;
import com.shemamusic.attendance.register.SheetRepository.SheetClass;
import com.shemamusic.attendance.register.SheetRepository.SheetMark;
import com.shemamusic.attendance.roster.Roster;
import com.shemamusic.attendance.roster.RosterService;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.time.SchoolTime;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.web.RequestContext;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AdminOnly
class SheetController {

    record Month(@Nullable YearMonth month) {}

    private final RosterService rosters;
    private final SheetRepository sheets;
    private final StudentNames names;
    private final SchoolTime time;

    SheetController(RosterService rosters, SheetRepository sheets, StudentNames names, SchoolTime time) {
        this.rosters = rosters;
        this.sheets = sheets;
        this.names = names;
        this.time = time;
    }

    @GetMapping(value = "/api/attendance/schedules/{id}/sheet", produces = MediaType.TEXT_HTML_VALUE)
    @Refuses("404 SCHEDULE_NOT_FOUND")
    ResponseEntity<String> sheet(@PathVariable UUID id, @Query Month asked) {
        Roster roster = rosters.known(id);
        YearMonth month =
                Objects.requireNonNullElseGet(asked.month(), () -> YearMonth.from(time.dateOf(roster.startsAt())));
        List<SheetClass> classes = sheets.classes(
                roster,
                time.startOf(month.atDay(1)),
                time.endOf(month.atEndOfMonth()),
                time.zone().getId());
        Map<UUID, Map<UUID, @Nullable String>> marks = new HashMap<>();
        for (SheetMark mark :
                sheets.marks(classes.stream().map(SheetClass::scheduleId).toList())) {
            marks.computeIfAbsent(mark.studentId(), student -> new HashMap<>()).put(mark.scheduleId(), mark.status());
        }
        Map<UUID, String> known = names.of(marks.keySet());
        List<Sheet.Line> lines = marks.entrySet().stream()
                .map(entry -> new Sheet.Line(known.getOrDefault(entry.getKey(), "—"), entry.getValue()))
                .sorted(Comparator.comparing(Sheet.Line::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .body(new Sheet(roster, month, classes, lines, time)
                        .html(RequestContext.current().language()));
    }
}
