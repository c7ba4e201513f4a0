/** Counts of chats, for the dashboard. */
@NullMarked
package com.shemamusic.chat.stats;

import org.jspecify.annotations.NullMarked;
