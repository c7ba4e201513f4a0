/** Wires the plumbing into every service; each bean gives way to one the service defines itself. */
@NullMarked
package com.shemamusic.shared.autoconfigure;

import org.jspecify.annotations.NullMarked;
