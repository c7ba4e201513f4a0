package com.shemamusic.enrollment.enrollment;

import java.util.UUID;

/** A course by id and the name it had when the form was sent. */
public record CourseName(UUID id, String name) {}
