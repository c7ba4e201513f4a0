/** Log lines as one JSON object each. */
@NullMarked
package com.shemamusic.shared.log;

import org.jspecify.annotations.NullMarked;
