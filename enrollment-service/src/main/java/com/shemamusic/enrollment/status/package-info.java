/** What an applicant may look up with number and e-mail. */
@NullMarked
package com.shemamusic.enrollment.status;

import org.jspecify.annotations.NullMarked;
