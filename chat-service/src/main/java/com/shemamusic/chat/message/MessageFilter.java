package com.shemamusic.chat.message;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** Which messages of a session are wanted. */
record MessageFilter(
        @Nullable @Min(0) Long afterSeq,
        @Nullable @Min(0) Long beforeSeq,
        @Nullable @Min(1) @Max(100) Integer size) {

    int limit() {
        return size == null ? 50 : size;
    }
}
