/** What this service asks of course-service. */
@NullMarked
package com.shemamusic.attendance.client.course;

import org.jspecify.annotations.NullMarked;
