/** Copies of who sits in which class, kept from events. */
@NullMarked
package com.shemamusic.enrollment.placement;

import org.jspecify.annotations.NullMarked;
