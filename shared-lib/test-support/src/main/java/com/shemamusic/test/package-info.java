/** What the tests of every module stand on: real servers, tokens, an HTTP client, an event probe, architecture rules. */
@NullMarked
package com.shemamusic.test;

import org.jspecify.annotations.NullMarked;
