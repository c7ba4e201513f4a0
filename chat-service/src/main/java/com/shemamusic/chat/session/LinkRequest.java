package com.shemamusic.chat.session;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Which student the guest is. */
record LinkRequest(@NotNull UUID userId) {}
