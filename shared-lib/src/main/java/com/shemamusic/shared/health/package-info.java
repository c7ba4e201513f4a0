/** The health endpoints every service answers in the same shape. */
@NullMarked
package com.shemamusic.shared.health;

import org.jspecify.annotations.NullMarked;
