/** The rooms classes are held in. */
@NullMarked
package com.shemamusic.course.room;

import org.jspecify.annotations.NullMarked;
