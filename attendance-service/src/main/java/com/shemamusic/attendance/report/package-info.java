/** What attendance adds up to, by student, course, class, instructor and time. */
@NullMarked
package com.shemamusic.attendance.report;

import org.jspecify.annotations.NullMarked;
