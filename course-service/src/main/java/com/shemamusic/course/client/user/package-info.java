/** What this service asks of user-service. */
@NullMarked
package com.shemamusic.course.client.user;

import org.jspecify.annotations.NullMarked;
