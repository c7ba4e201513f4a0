/** Calls from one service to another: deadline, retry, breaker, bulkhead and error mapping. */
@NullMarked
package com.shemamusic.shared.client;

import org.jspecify.annotations.NullMarked;
