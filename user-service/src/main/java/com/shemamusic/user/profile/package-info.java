/** Profiles as admins see and change them, and the one way to write them. */
@NullMarked
package com.shemamusic.user.profile;

import org.jspecify.annotations.NullMarked;
