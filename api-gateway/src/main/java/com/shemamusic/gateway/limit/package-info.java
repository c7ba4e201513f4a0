/** How much one caller may ask for: rates and body sizes. */
@NullMarked
package com.shemamusic.gateway.limit;

import org.jspecify.annotations.NullMarked;
