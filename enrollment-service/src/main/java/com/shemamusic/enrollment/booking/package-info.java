/** Bookings of two classes, of which an admin confirms one within 72 hours (rule 8). */
@NullMarked
package com.shemamusic.enrollment.booking;

import org.jspecify.annotations.NullMarked;
