/** The one entry point of the suite. */
@NullMarked
package com.shemamusic.gateway;

import org.jspecify.annotations.NullMarked;
