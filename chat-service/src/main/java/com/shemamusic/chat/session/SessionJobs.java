package com.shemamusic.chat.session;

import com.shemamusic.shared.job.ClusterJobs;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Closes what is idle and forgets what is old, once across replicas. */
@Component
@EnableConfigurationProperties(ChatProperties.class)
class SessionJobs implements SchedulingConfigurer {

    private static final int BATCH = 200;
    private final SessionUpkeep upkeep;
    private final SessionChanges changes;
    private final ClusterJobs jobs;
    private final ChatProperties properties;

    SessionJobs(SessionUpkeep upkeep, SessionChanges changes, ClusterJobs jobs, ChatProperties properties) {
        this.upkeep = upkeep;
        this.changes = changes;
        this.jobs = jobs;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::closeIdle, properties.sweepEvery());
    }

    private void closeIdle() {
        jobs.runOnce("close-idle-chats", properties.sweepEvery(), () -> {
            int closed;
            do {
                closed = upkeep.closeIdle(properties.idle());
            } while (closed > 0);
        });
    }

    @Scheduled(cron = "0 40 2-5 * * *", zone = "${shema.time-zone}")
    void prune() {
        jobs.runOnce("prune-chats", Duration.ofHours(12), () -> {
            int removed;
            do {
                removed = changes.prune(properties.keep(), BATCH);
            } while (removed == BATCH);
        });
    }
}
