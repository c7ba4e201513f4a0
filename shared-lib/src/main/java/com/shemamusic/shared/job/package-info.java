/** Scheduled work that runs once across the replicas of a service. */
@NullMarked
package com.shemamusic.shared.job;

import org.jspecify.annotations.NullMarked;
