/** One trace from the gateway through services, SQL and events; costs nothing without a collector. */
@NullMarked
package com.shemamusic.shared.trace;

import org.jspecify.annotations.NullMarked;
