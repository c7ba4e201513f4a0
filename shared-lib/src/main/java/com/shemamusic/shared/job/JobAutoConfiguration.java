package com.shemamusic.shared.job;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Scheduling on virtual threads, and jobs that run once across the replicas of a service with a database. */
@AutoConfiguration(
        after = {DataSourceAutoConfiguration.class, RedisAutoConfiguration.class},
        before = TaskSchedulingAutoConfiguration.class)
@ConditionalOnClass({DataSource.class, StringRedisTemplate.class})
@EnableScheduling
public class JobAutoConfiguration {

    private static final int AT_ONCE = 8;
    private static final int STOP_SECONDS = 20;

    @Bean
    @ConditionalOnMissingBean(TaskScheduler.class)
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setVirtualThreads(true);
        scheduler.setPoolSize(AT_ONCE);
        scheduler.setThreadNamePrefix("job-");
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationSeconds(STOP_SECONDS);
        return scheduler;
    }

    @Bean
    @ConditionalOnBean({DataSource.class, StringRedisTemplate.class})
    @ConditionalOnMissingBean
    ClusterJobs clusterJobs(
            DataSource database, StringRedisTemplate redis, @Value("${spring.application.name}") String service) {
        return new PostgresClusterJobs(database, redis, service);
    }
}
