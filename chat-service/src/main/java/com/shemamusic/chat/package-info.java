/** Live chat between visitors and staff. */
@NullMarked
package com.shemamusic.chat;

import org.jspecify.annotations.NullMarked;
