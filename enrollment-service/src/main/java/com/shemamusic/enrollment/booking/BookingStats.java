package com.shemamusic.enrollment.booking;

import com.fasterxml.jackson.annotation.JsonProperty;

record BookingStats(
        long pendingCount,
        long confirmedCount,
        long rejectedCount,
        long expiredCount,
        @JsonProperty("expiring_24h_count") long expiringSoonCount) {}
