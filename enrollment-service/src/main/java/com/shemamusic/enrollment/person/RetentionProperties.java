package com.shemamusic.enrollment.person;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long personal data is kept without need.
 *
 * @param rejected after a rejection or cancellation
 */
@ConfigurationProperties("shema.enrollment.retention")
record RetentionProperties(@DefaultValue("90d") Duration rejected) {}
