/** The services behind the gateway: their addresses, tokens, breakers, bulkheads and health. */
@NullMarked
package com.shemamusic.gateway.upstream;

import org.jspecify.annotations.NullMarked;
