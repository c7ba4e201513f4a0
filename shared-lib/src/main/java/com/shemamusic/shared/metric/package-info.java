/** Gauges of what is stored or held elsewhere, read when somebody looks. */
@NullMarked
package com.shemamusic.shared.metric;

import org.jspecify.annotations.NullMarked;
