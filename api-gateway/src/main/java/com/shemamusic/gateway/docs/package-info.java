/** The browsable documentation of all services, served from the gateway's own jar. */
@NullMarked
package com.shemamusic.gateway.docs;

import org.jspecify.annotations.NullMarked;
