/** Live listeners on the pub/sub channels: they show and never decide. */
@NullMarked
package com.shemamusic.shared.live;

import org.jspecify.annotations.NullMarked;
