package com.shemamusic.course.closure;

import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/closures")
@AdminOnly
class ClosureController {

    private final ClosureService closures;

    ClosureController(ClosureService closures) {
        this.closures = closures;
    }

    @GetMapping
    Page<Closure> list(Paging paging) {
        return closures.list(paging);
    }

    @PostMapping
    @Answers(status = 201)
    ResponseEntity<ClosureService.Created> create(@RequestBody CreateClosureRequest request) {
        ClosureService.Created made = closures.create(request);
        return ResponseEntity.created(URI.create("/api/closures/" + made.id())).body(made);
    }

    @DeleteMapping("/{id}")
    @Refuses("404 CLOSURE_NOT_FOUND")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        closures.delete(id);
    }
}
