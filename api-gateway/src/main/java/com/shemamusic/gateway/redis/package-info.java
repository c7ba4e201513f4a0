/** Whether the gateway's Redis is there, noticed once for all who ask it. */
@NullMarked
package com.shemamusic.gateway.redis;

import org.jspecify.annotations.NullMarked;
