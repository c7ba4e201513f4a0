/** What this service asks of user-service. */
@NullMarked
package com.shemamusic.attendance.client.user;

import org.jspecify.annotations.NullMarked;
