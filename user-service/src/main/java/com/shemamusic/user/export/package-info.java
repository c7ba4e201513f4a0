/** Everything this service holds about one person. */
@NullMarked
package com.shemamusic.user.export;

import org.jspecify.annotations.NullMarked;
