/** Enrollment-service: the form, its review, bookings and messages to people. */
@NullMarked
package com.shemamusic.enrollment;

import org.jspecify.annotations.NullMarked;
