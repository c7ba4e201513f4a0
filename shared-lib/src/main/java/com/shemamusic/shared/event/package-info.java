/** What services tell each other: the envelope, how to publish one and how to act on one. */
@NullMarked
package com.shemamusic.shared.event;

import org.jspecify.annotations.NullMarked;
