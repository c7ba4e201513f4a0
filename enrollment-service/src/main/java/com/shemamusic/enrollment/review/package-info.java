/** What admins do with enrollments: approve, reject, cancel, complete; the waiting list; figures and exports. */
@NullMarked
package com.shemamusic.enrollment.review;

import org.jspecify.annotations.NullMarked;
