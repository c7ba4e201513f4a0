/** The copy of instructors' names that the timetable shows and locks. */
@NullMarked
package com.shemamusic.course.instructor;

import org.jspecify.annotations.NullMarked;
