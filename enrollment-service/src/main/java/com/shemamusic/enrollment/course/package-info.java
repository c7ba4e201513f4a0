/** The last known course data, on which forms are checked even while course-service is down. */
@NullMarked
package com.shemamusic.enrollment.course;

import org.jspecify.annotations.NullMarked;
