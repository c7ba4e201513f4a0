/** The enrollment form, what is kept of it, and the link to the student record. */
@NullMarked
package com.shemamusic.enrollment.enrollment;

import org.jspecify.annotations.NullMarked;
