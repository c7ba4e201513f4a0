package com.shemamusic.course.schedule;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why a class is called off, in words the students will read. */
record CancelScheduleRequest(@NotBlank @Size(max = 500) String reason) {}
