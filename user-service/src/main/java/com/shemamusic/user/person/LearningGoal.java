package com.shemamusic.user.person;

/** What a student learns for. */
public enum LearningGoal {
    HOBBY,
    PROFESSIONAL,
    EXAM_PREPARATION
}
