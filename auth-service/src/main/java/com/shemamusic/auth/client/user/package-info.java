/** What this service asks of user-service. */
@NullMarked
package com.shemamusic.auth.client.user;

import org.jspecify.annotations.NullMarked;
