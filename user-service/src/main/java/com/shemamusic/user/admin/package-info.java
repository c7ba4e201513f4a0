/** Admin profiles, for auth-service. */
@NullMarked
package com.shemamusic.user.admin;

import org.jspecify.annotations.NullMarked;
