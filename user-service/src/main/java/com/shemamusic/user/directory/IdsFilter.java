package com.shemamusic.user.directory;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** Whom a look-up asks for, 500 at most. */
record IdsFilter(@NotEmpty @Size(max = 500) List<UUID> ids) {}
