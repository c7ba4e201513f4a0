/** Students who come with an enrollment form: found again or made, never overwritten. */
@NullMarked
package com.shemamusic.user.registration;

import org.jspecify.annotations.NullMarked;
