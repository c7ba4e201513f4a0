/** How every connection to Redis behaves when Redis is slow, silent or gone. */
@NullMarked
package com.shemamusic.shared.redis;

import org.jspecify.annotations.NullMarked;
