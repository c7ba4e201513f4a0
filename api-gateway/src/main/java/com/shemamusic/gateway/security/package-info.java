/** Who asks: bearer tokens, sessions, and which origins a browser may come from. */
@NullMarked
package com.shemamusic.gateway.security;

import org.jspecify.annotations.NullMarked;
