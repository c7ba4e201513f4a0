package com.shemamusic.chat.office;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether staff answer now.
 *
 * @param nextOpening when they next begin; null while they are there, or when no hours are set
 */
public record OfficeState(boolean open, @Nullable Instant nextOpening) {}
