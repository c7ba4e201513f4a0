/** The school's time zone, which decides what a day and a weekday are. */
@NullMarked
package com.shemamusic.shared.time;

import org.jspecify.annotations.NullMarked;
