/** Sockets of guests and admins: frames in, frames out, in order and once. */
@NullMarked
package com.shemamusic.chat.socket;

import org.jspecify.annotations.NullMarked;
