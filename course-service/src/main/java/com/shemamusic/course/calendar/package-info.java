/** Timetables as iCalendar feeds behind signed links. */
@NullMarked
package com.shemamusic.course.calendar;

import org.jspecify.annotations.NullMarked;
