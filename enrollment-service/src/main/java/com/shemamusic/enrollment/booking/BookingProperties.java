package com.shemamusic.enrollment.booking;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How bookings are kept.
 *
 * @param hold how long both seats are held; 72 hours everywhere but in local runs
 * @param step how long one step of a request may take before a sweep takes it over
 * @param again how long after the first release of seats the second one follows
 */
@ConfigurationProperties("shema.enrollment.booking")
record BookingProperties(
        @DefaultValue("72h") Duration hold,
        @DefaultValue("8s") Duration step,
        @DefaultValue("30s") Duration again) {}
