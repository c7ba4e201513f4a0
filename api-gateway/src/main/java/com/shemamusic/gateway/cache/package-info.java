/** Public answers of a service, given again for a moment while nothing they show has changed. */
@NullMarked
package com.shemamusic.gateway.cache;

import org.jspecify.annotations.NullMarked;
