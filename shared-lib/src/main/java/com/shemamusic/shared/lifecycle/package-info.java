/** How a process goes. */
@NullMarked
package com.shemamusic.shared.lifecycle;

import org.jspecify.annotations.NullMarked;
