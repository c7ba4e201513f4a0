package com.shemamusic.enrollment.enrollment;

/** What somebody learns for. */
public enum LearningGoal {
    HOBBY,
    PROFESSIONAL,
    EXAM_PREPARATION
}
