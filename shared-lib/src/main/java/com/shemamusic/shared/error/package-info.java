/** The one place that makes error bodies: codes, texts in the caller's language, and their mapping from exceptions. */
@NullMarked
package com.shemamusic.shared.error;

import org.jspecify.annotations.NullMarked;
