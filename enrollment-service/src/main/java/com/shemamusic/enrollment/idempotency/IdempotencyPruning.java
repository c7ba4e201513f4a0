package com.shemamusic.enrollment.idempotency;

import com.shemamusic.shared.job.ClusterJobs;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

@Component
class IdempotencyPruning {

    private final IdempotencyRepository records;
    private final ClusterJobs jobs;

    IdempotencyPruning(IdempotencyRepository records, ClusterJobs jobs) {
        this.records = records;
        this.jobs = jobs;
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void prune() {
        jobs.runOnce("idempotency-pruning", Duration.ofMinutes(50), records::prune);
    }
}
