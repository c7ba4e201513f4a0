/** The forms that phone numbers, e-mail addresses and birth dates may have. */
@NullMarked
package com.shemamusic.user.form;

import org.jspecify.annotations.NullMarked;
