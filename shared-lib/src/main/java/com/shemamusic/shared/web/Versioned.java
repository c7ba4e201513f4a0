package com.shemamusic.shared.web;

/** An answer that has a version: GET carries it as {@code ETag}, and {@code If-None-Match} can be answered 304. */
public interface Versioned {

    long version();
}
