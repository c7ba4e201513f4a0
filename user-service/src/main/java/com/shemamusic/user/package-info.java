/** The service that keeps the profiles of admins, instructors and students. */
@NullMarked
package com.shemamusic.user;

import org.jspecify.annotations.NullMarked;
