/** What is known about a person: the stored profile and its parts. */
@NullMarked
package com.shemamusic.user.person;

import org.jspecify.annotations.NullMarked;
