/** What an admin sees of the whole suite at once. */
@NullMarked
package com.shemamusic.gateway.dashboard;

import org.jspecify.annotations.NullMarked;
