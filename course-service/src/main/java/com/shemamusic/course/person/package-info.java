/** What this service holds about a person. */
@NullMarked
package com.shemamusic.course.person;

import org.jspecify.annotations.NullMarked;
