package com.shemamusic.user.person;

/** What a person is to the school; it never changes. */
public enum Role {
    STUDENT,
    INSTRUCTOR,
    ADMIN
}
