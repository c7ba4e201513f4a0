/** Frames on their way to every replica that shows a session. */
@NullMarked
package com.shemamusic.chat.fanout;

import org.jspecify.annotations.NullMarked;
