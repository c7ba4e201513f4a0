package com.shemamusic.user.admin;

import java.util.UUID;

/** An admin or instructor, as auth-service asks for them. */
record StaffMember(UUID id, String email, String fullName, String role, String status) {}
