package com.shemamusic.enrollment;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Threads enough that a job waiting for a mail server or a neighbour keeps none of the others waiting. */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

    private static final int THREADS = 8;
    private static final int PATIENCE_SECONDS = 5;

    @Bean
    TaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("job-");
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationSeconds(PATIENCE_SECONDS);
        return scheduler;
    }
}
