package com.shemamusic.course.client.user;

import java.util.UUID;

/** What user-service tells of an instructor; {@code status} is {@code active} where classes may be given. */
public record InstructorProfile(UUID id, String fullName, String status) {}
