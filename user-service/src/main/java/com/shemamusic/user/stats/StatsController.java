package com.shemamusic.user.stats;

import com.shemamusic.shared.security.AdminOnly;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts of people, for the dashboard. */
@RestController
class StatsController {

    private final StatsRepository stats;

    StatsController(StatsRepository stats) {
        this.stats = stats;
    }

    @GetMapping("/api/users/stats")
    @AdminOnly
    UserStats stats() {
        return stats.count();
    }
}
