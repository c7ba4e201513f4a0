package com.shemamusic.course.store;

/** Numbers of the advisory locks of this service; each is held until its transaction ends. */
public final class Locks {

    /** Shared by whoever puts classes on days, exclusive to who closes days: no class slips into a day being closed. */
    public static final long CLOSURES = 0x73_68_65_6d_61_0001L;

    private Locks() {}
}
