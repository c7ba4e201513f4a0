/** What this service holds about a person: told on request, erased on demand. */
@NullMarked
package com.shemamusic.enrollment.person;

import org.jspecify.annotations.NullMarked;
