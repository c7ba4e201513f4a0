/** Counts of people for the dashboard. */
@NullMarked
package com.shemamusic.user.stats;

import org.jspecify.annotations.NullMarked;
