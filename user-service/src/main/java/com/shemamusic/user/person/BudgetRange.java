package com.shemamusic.user.person;

/** What a student is ready to spend. */
public enum BudgetRange {
    LOW,
    MEDIUM,
    HIGH
}
