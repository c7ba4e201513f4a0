package com.shemamusic.enrollment.enrollment;

/** The languages messages are written in. */
public enum Language {
    ID,
    EN
}
