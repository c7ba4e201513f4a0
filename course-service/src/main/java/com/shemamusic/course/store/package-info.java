/** Small helpers for values that travel between Java and SQL. */
@NullMarked
package com.shemamusic.course.store;

import org.jspecify.annotations.NullMarked;
