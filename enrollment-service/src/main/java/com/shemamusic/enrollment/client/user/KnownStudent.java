package com.shemamusic.enrollment.client.user;

import java.util.UUID;

/** A student as user-service knows it, without anything personal. */
public record KnownStudent(UUID id, String status) {}
