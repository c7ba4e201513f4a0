/** The servers the suite needs on one machine: PostgreSQL, Redis and a mail catcher, and child processes in general. */
@NullMarked
package com.shemamusic.suite.server;

import org.jspecify.annotations.NullMarked;
