/** Admin profiles as user-service holds them, the first admin, and invitations. */
@NullMarked
package com.shemamusic.auth.admin;

import org.jspecify.annotations.NullMarked;
