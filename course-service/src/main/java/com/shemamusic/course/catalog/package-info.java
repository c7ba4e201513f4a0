/** The courses: what is offered, found and changed. */
@NullMarked
package com.shemamusic.course.catalog;

import org.jspecify.annotations.NullMarked;
