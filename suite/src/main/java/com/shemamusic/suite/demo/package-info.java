/** A small believable music school to try the suite with, loaded through the gateway as its clients would. */
@NullMarked
package com.shemamusic.suite.demo;

import org.jspecify.annotations.NullMarked;
