package com.shemamusic.user.registration;

import com.shemamusic.user.person.UserStatus;
import java.util.List;
import java.util.UUID;

/** The student of a form: new, or known with what the form says otherwise. */
record RegistrationResponse(UUID studentId, boolean created, UserStatus status, List<Difference> differences) {}
