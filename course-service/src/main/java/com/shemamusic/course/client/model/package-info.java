/** The optional model that may re-rank recommendations. */
@NullMarked
package com.shemamusic.course.client.model;

import org.jspecify.annotations.NullMarked;
