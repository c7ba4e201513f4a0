package com.shemamusic.chat.canned;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A text to keep under a shortcut. */
record CreateCannedReplyRequest(
        @NotBlank @Size(max = 40) String shortcut,
        @NotBlank @Size(max = 4000) String text) {}
