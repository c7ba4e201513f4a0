package com.shemamusic.enrollment.enrollment;

/** What somebody wants to spend. */
public enum BudgetRange {
    LOW,
    MEDIUM,
    HIGH
}
