/** Brings a database to what the services expect: schema, roles, tables, and the proof that each table has one owner. */
@NullMarked
package com.shemamusic.db;

import org.jspecify.annotations.NullMarked;
