/** WebSockets: how they are opened, watched over, passed on and closed. */
@NullMarked
package com.shemamusic.gateway.socket;

import org.jspecify.annotations.NullMarked;
