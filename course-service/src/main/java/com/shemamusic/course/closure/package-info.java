/** Days without classes. */
@NullMarked
package com.shemamusic.course.closure;

import org.jspecify.annotations.NullMarked;
