package com.shemamusic.gateway.upstream;

import com.shemamusic.shared.security.PublicAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the suite is; looked at no more than every 2 s however often it is asked. Probes look at this process only. */
@RestController
@PublicAccess
final class HealthController {

    record SuiteHealth(
            String status,
            String service,
            Instant timestamp,
            Map<String, String> services,
            Map<String, String> circuits) {}

    record OwnHealth(String status, String service, Instant timestamp) {}

    private static final Duration KEPT = Duration.ofSeconds(2);
    private final UpstreamRegistry upstreams;
    private final HealthProbe probe;
    private final ApplicationAvailability availability;
    private final Clock clock;
    private final Mono<SuiteHealth> latest;

    HealthController(UpstreamRegistry upstreams, HealthProbe probe, ApplicationAvailability availability, Clock clock) {
        this.upstreams = upstreams;
        this.probe = probe;
        this.availability = availability;
        this.clock = clock;
        this.latest = Mono.defer(this::look).cache(KEPT);
    }

    @GetMapping("/health")
    Mono<SuiteHealth> health() {
        return latest;
    }

    @GetMapping("/health/live")
    ResponseEntity<OwnHealth> live() {
        return own(availability.getLivenessState() == LivenessState.CORRECT);
    }

    @GetMapping("/health/ready")
    ResponseEntity<OwnHealth> ready() {
        return own(availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC);
    }

    private Mono<SuiteHealth> look() {
        return Flux.fromIterable(upstreams.all())
                .flatMap(upstream -> probe.ask(upstream)
                        .map(health -> Map.entry(
                                upstream.name(), health == HealthProbe.Health.HEALTHY ? "healthy" : "unhealthy")))
                .collect(TreeMap<String, String>::new, (all, one) -> all.put(one.getKey(), one.getValue()))
                .map(services -> new SuiteHealth(
                        services.containsValue("unhealthy") ? "degraded" : "healthy",
                        CallHeaders.SELF,
                        clock.instant(),
                        services,
                        circuits()));
    }

    private Map<String, String> circuits() {
        Map<String, String> circuits = new TreeMap<>();
        upstreams.all().forEach(upstream -> circuits.put(upstream.name(), upstream.circuit()));
        return circuits;
    }

    private ResponseEntity<OwnHealth> own(boolean up) {
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new OwnHealth(up ? "healthy" : "unhealthy", CallHeaders.SELF, clock.instant()));
    }
}
