/** Signing in, access and refresh tokens, and sessions that end at once. */
@NullMarked
package com.shemamusic.auth.session;

import org.jspecify.annotations.NullMarked;
