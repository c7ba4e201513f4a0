package com.shemamusic.chat.stats;

import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.time.SchoolTime;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts of chats, for the dashboard. */
@RestController
class StatsController {

    private final StatsRepository stats;
    private final SchoolTime time;

    StatsController(StatsRepository stats, SchoolTime time) {
        this.stats = stats;
        this.time = time;
    }

    @GetMapping("/api/chat/stats")
    @AdminOnly
    ChatStats stats() {
        return stats.count(time.startOf(time.today()));
    }
}
