/** Statements that never outlive the request, transactions that retry a lost race, the schema check. */
@NullMarked
package com.shemamusic.shared.jdbc;

import org.jspecify.annotations.NullMarked;
