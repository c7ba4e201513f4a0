package com.shemamusic.shared.health;

import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.time.SchoolTime;
import java.time.Instant;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health for people and probes; liveness and readiness look at this process only, never at what it depends on. */
@RestController
@PublicAccess
final class HealthController {

    /** The first three fields every service answers. */
    record Health(String status, String service, Instant timestamp) {}

    private final String service;
    private final DependencyHealth dependencies;
    private final ApplicationAvailability availability;
    private final SchoolTime time;

    HealthController(
            String service, DependencyHealth dependencies, ApplicationAvailability availability, SchoolTime time) {
        this.service = service;
        this.dependencies = dependencies;
        this.availability = availability;
        this.time = time;
    }

    @GetMapping("/health")
    Health health() {
        return new Health(dependencies.healthy() ? "healthy" : "degraded", service, time.now());
    }

    @GetMapping("/health/live")
    @Answers(status = {200, 503})
    ResponseEntity<Health> live() {
        return answer(availability.getLivenessState() == LivenessState.CORRECT);
    }

    @GetMapping("/health/ready")
    @Answers(status = {200, 503})
    ResponseEntity<Health> ready() {
        return answer(availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC);
    }

    private ResponseEntity<Health> answer(boolean up) {
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health(up ? "healthy" : "unhealthy", service, time.now()));
    }
}
