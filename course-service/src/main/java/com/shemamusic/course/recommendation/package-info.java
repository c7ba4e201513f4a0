/** Which courses suit a person's wishes, and why. */
@NullMarked
package com.shemamusic.course.recommendation;

import org.jspecify.annotations.NullMarked;
