package com.shemamusic.chat.session;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is to answer; nobody named means the one who asks. */
record AssignRequest(@Nullable UUID adminId) {}
