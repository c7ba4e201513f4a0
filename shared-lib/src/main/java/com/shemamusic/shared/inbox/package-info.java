/** The consumer side of events: streams read through a group, every effect once, failures kept as dead letters. */
@NullMarked
package com.shemamusic.shared.inbox;

import org.jspecify.annotations.NullMarked;
