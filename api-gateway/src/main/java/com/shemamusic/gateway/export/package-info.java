/** Everything the suite holds about one person, from every service. */
@NullMarked
package com.shemamusic.gateway.export;

import org.jspecify.annotations.NullMarked;
