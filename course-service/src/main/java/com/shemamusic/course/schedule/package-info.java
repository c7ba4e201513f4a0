/** The timetable: single classes and weekly series without overlaps. */
@NullMarked
package com.shemamusic.course.schedule;

import org.jspecify.annotations.NullMarked;
