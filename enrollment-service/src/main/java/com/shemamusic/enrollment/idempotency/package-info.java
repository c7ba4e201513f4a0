/** Requests that take effect once however often they are sent. */
@NullMarked
package com.shemamusic.enrollment.idempotency;

import org.jspecify.annotations.NullMarked;
