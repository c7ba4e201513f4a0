package com.shemamusic.user.directory;

import java.util.UUID;

/** An instructor as the timetable needs them. */
record InstructorSummary(UUID id, String fullName, String status) {}
