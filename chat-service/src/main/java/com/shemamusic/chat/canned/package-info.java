/** Texts that staff send often. */
@NullMarked
package com.shemamusic.chat.canned;

import org.jspecify.annotations.NullMarked;
