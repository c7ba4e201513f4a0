/** What every request meets first: its id, its address, its log line, and how a refusal is answered. */
@NullMarked
package com.shemamusic.gateway.edge;

import org.jspecify.annotations.NullMarked;
