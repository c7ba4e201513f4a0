/** How this service asks course-service. */
@NullMarked
package com.shemamusic.enrollment.client.course;

import org.jspecify.annotations.NullMarked;
