/** Messages to applicants and to the school: made from events, kept in a table, sent by a job, never inside a request. */
@NullMarked
package com.shemamusic.enrollment.notification;

import org.jspecify.annotations.NullMarked;
