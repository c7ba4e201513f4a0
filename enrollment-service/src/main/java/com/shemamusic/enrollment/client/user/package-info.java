/** How this service asks user-service. */
@NullMarked
package com.shemamusic.enrollment.client.user;

import org.jspecify.annotations.NullMarked;
