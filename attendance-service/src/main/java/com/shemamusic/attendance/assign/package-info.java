/** Who sits in which class: seats taken and freed in course-service, rows kept in step with them. */
@NullMarked
package com.shemamusic.attendance.assign;

import org.jspecify.annotations.NullMarked;
