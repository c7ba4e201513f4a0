/** Admin sign-in, sessions and invitations; owns no tables, only sessions in Redis. */
@NullMarked
package com.shemamusic.auth;

import org.jspecify.annotations.NullMarked;
