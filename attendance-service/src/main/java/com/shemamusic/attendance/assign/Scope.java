package com.shemamusic.attendance.assign;

enum Scope {
    THIS,
    FOLLOWING
}
