/** Service tokens, the acting user they carry, and the access rule of every operation. */
@NullMarked
package com.shemamusic.shared.security;

import org.jspecify.annotations.NullMarked;
