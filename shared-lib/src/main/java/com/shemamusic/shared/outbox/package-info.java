/** The record of every event a service published, and the relay that carries it to Redis. */
@NullMarked
package com.shemamusic.shared.outbox;

import org.jspecify.annotations.NullMarked;
