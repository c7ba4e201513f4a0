/** Identifiers. */
@NullMarked
package com.shemamusic.shared.id;

import org.jspecify.annotations.NullMarked;
