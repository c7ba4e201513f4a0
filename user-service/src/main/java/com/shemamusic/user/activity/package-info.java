/** A student's status, as it follows from events about enrollments. */
@NullMarked
package com.shemamusic.user.activity;

import org.jspecify.annotations.NullMarked;
