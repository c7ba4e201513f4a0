/** The events some service could not act on, of all services in one list. */
@NullMarked
package com.shemamusic.gateway.deadletter;

import org.jspecify.annotations.NullMarked;
