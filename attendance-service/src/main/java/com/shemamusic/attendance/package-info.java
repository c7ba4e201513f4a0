/** Who sits in which class, who came, and what that adds up to. */
@NullMarked
package com.shemamusic.attendance;

import org.jspecify.annotations.NullMarked;
