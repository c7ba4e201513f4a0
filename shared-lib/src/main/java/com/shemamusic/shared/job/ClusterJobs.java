package com.shemamusic.shared.job;

import java.time.Duration;

/** Runs scheduled work once across the replicas of a service. */
public interface ClusterJobs {

    /**
     * Runs the job unless another replica runs it now or ran it less than {@code everyAtLeast} ago. Two replicas never run it
     * together; while Redis is down they may run it more often. What the job throws is logged, and the next call tries
     * again; so does one that comes some minutes after a replica died in the middle.
     *
     * @param jobName unique within the service
     */
    void runOnce(String jobName, Duration everyAtLeast, Runnable job);
}
