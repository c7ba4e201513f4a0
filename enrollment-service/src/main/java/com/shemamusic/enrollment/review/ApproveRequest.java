package com.shemamusic.enrollment.review;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record ApproveRequest(@Nullable @Size(max = 1000) String note) {}
