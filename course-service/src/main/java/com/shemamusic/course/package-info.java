/** Catalogue, timetable, seats and recommendations of the school. */
@NullMarked
package com.shemamusic.course;

import org.jspecify.annotations.NullMarked;
