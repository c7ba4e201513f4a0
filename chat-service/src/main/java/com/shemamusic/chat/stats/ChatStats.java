package com.shemamusic.chat.stats;

import org.jspecify.annotations.Nullable;

/**
 * Counts of chats.
 *
 * @param waitingCount open sessions whose guest has had no answer to the last question
 * @param unreadCount guest messages in open sessions that no admin has read
 * @param closedToday by the school's day
 * @param medianFirstReplySeconds from a guest's first message to the first answer, over sessions of the last 30 days; null without
 */
record ChatStats(
        long activeCount,
        long waitingCount,
        long unreadCount,
        long closedToday,
        @Nullable Long medianFirstReplySeconds) {}
