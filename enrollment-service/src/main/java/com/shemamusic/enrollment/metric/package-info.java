/** What the school's dashboard shows of enrollments, bookings and messages. */
@NullMarked
package com.shemamusic.enrollment.metric;

import org.jspecify.annotations.NullMarked;
