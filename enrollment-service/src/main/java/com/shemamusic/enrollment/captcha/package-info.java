/** Telling people from programs. */
@NullMarked
package com.shemamusic.enrollment.captcha;

import org.jspecify.annotations.NullMarked;
