/** Seats of classes: held for bookings, taken by students. */
@NullMarked
package com.shemamusic.course.reservation;

import org.jspecify.annotations.NullMarked;
