package com.shemamusic.course.closure;

import java.time.LocalDate;
import java.util.UUID;

/** Days without classes, both inclusive. */
record Closure(UUID id, String name, LocalDate from, LocalDate to) {}
