package com.shemamusic.enrollment.reconciliation;

import java.util.UUID;

/** Something that two services tell differently. */
record Difference(String what, UUID id) {}
