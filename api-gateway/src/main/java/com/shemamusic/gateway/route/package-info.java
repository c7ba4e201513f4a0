/** Which path leads where, how long it may take, and the way there. */
@NullMarked
package com.shemamusic.gateway.route;

import org.jspecify.annotations.NullMarked;
