package com.shemamusic.course.schedule;

/** How far a change of a class of a series reaches. */
enum Scope {
    /** This class alone. */
    THIS,
    /** This class and the later ones of its series. */
    FOLLOWING
}
