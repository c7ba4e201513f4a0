/** Binding of JSON bodies to records that reports every bad field at once. */
@NullMarked
package com.shemamusic.shared.validation;

import org.jspecify.annotations.NullMarked;
