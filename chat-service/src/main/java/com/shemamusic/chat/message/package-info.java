/** Messages: stored first, numbered without gaps, read again in order. */
@NullMarked
package com.shemamusic.chat.message;

import org.jspecify.annotations.NullMarked;
