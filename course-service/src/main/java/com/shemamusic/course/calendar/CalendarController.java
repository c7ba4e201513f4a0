package com.shemamusic.course.calendar;

import com.shemamusic.course.catalog.CourseService;
import com.shemamusic.course.instructor.InstructorDirectory;
import com.shemamusic.course.room.RoomService;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.PublicAccess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/schedules")
@AdminOnly
class CalendarController {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);
    private final CalendarLinkRepository links;
    private final CalendarTokens tokens;
    private final CalendarFeed feed;
    private final CourseService courses;
    private final RoomService rooms;
    private final InstructorDirectory instructors;

    CalendarController(
            CalendarLinkRepository links,
            CalendarTokens tokens,
            CalendarFeed feed,
            CourseService courses,
            RoomService rooms,
            InstructorDirectory instructors) {
        this.links = links;
        this.tokens = tokens;
        this.feed = feed;
        this.courses = courses;
        this.rooms = rooms;
        this.instructors = instructors;
    }

    /** The link is the key: a forged and a revoked one look the same. */
    @GetMapping("/calendar/{token}.ics")
    @Answers(value = String.class, type = "text/calendar")
    @Refuses("404 CALENDAR_LINK_NOT_FOUND")
    @PublicAccess
    ResponseEntity<byte[]> read(@PathVariable String token) {
        CalendarLink link = tokens.verify(token).flatMap(links::find).orElseThrow(CalendarController::notFound);
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(feed.write(link).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/calendar-links")
    Page<CalendarLink> list(Paging paging) {
        return links.list(paging);
    }

    @PostMapping("/calendar-links")
    @Answers(status = 201)
    @Refuses({"404 COURSE_NOT_FOUND", "404 ROOM_NOT_FOUND", "404 INSTRUCTOR_NOT_FOUND"})
    ResponseEntity<CalendarLink> create(@RequestBody CreateCalendarLinkRequest request) {
        if (request.courseId() != null) {
            courses.require(request.courseId());
        }
        if (request.roomId() != null) {
            rooms.require(request.roomId());
        }
        if (request.instructorId() != null) {
            instructors.require(request.instructorId());
        }
        CalendarLink made = links.insert(Ids.next(), request);
        return ResponseEntity.created(URI.create("/api/schedules/calendar-links/" + made.id()))
                .body(made);
    }

    @DeleteMapping("/calendar-links/{id}")
    @Refuses("404 CALENDAR_LINK_NOT_FOUND")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        if (!links.revoke(id)) {
            throw notFound();
        }
    }

    private static ApiException notFound() {
        return ApiException.notFound("CALENDAR_LINK_NOT_FOUND");
    }
}
