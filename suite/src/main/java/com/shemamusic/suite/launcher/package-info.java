/** The local launcher: declares the whole system once, starts it, watches it, and stops only what it started. */
@NullMarked
package com.shemamusic.suite.launcher;

import org.jspecify.annotations.NullMarked;
