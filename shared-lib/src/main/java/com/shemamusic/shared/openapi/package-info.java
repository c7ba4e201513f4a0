/** What the services publish about themselves: OpenAPI documents that say what the code does. */
@NullMarked
package com.shemamusic.shared.openapi;

import org.jspecify.annotations.NullMarked;
