/** Compares at night what this service holds with what its neighbours hold. */
@NullMarked
package com.shemamusic.enrollment.reconciliation;

import org.jspecify.annotations.NullMarked;
