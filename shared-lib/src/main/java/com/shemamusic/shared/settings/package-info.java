/** Environment variables a service needs, checked all at once before anything listens. */
@NullMarked
package com.shemamusic.shared.settings;

import org.jspecify.annotations.NullMarked;
