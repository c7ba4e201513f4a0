/** The admins' live feed of everything that happens. */
@NullMarked
package com.shemamusic.gateway.live;

import org.jspecify.annotations.NullMarked;
