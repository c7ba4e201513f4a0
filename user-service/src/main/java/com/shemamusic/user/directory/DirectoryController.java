package com.shemamusic.user.directory;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.InternalFrom;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.validation.Query;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Who is who, for the website and for other services. */
@RestController
class DirectoryController {

    private final DirectoryRepository people;

    DirectoryController(DirectoryRepository people) {
        this.people = people;
    }

    @GetMapping("/api/users/instructors")
    @PublicAccess
    Page<InstructorProfile> instructors(Paging paging) {
        return people.activeInstructors(paging);
    }

    @GetMapping("/internal/users")
    @InternalFrom({"course-service", "enrollment-service", "attendance-service"})
    PeopleResponse people(@Query IdsFilter filter) {
        return new PeopleResponse(people.people(filter.ids()));
    }

    @GetMapping("/internal/instructors/{id}")
    @Refuses("404 INSTRUCTOR_NOT_FOUND")
    @InternalFrom({"course-service", "enrollment-service", "attendance-service"})
    InstructorSummary instructor(@PathVariable UUID id) {
        return people.instructor(id).orElseThrow(() -> ApiException.notFound("INSTRUCTOR_NOT_FOUND"));
    }
}
