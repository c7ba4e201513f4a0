package com.shemamusic.course.recommendation;

/** What somebody learns music for. */
public enum LearningGoal {
    HOBBY,
    PROFESSIONAL,
    EXAM_PREPARATION
}
