package com.shemamusic.chat.fanout;

/** What sockets are told, as JSON. */
public interface Frame {

    /** The kind of frame. */
    String type();
}
