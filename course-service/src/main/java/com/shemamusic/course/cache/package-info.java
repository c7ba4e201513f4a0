/** Answers kept in Redis until something they show has changed. */
@NullMarked
package com.shemamusic.course.cache;

import org.jspecify.annotations.NullMarked;
