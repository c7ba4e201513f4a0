/** The classes as the register knows them: a copy of the timetable, kept by events and fetched when missing. */
@NullMarked
package com.shemamusic.attendance.roster;

import org.jspecify.annotations.NullMarked;
