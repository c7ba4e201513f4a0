package com.shemamusic.attendance.assign;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

record AssignStudentsRequest(@NotEmpty @Size(max = 100) List<UUID> studentIds) {}
