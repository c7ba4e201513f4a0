package com.shemamusic.user.export;

import com.shemamusic.user.activity.StudentEnrollment;
import com.shemamusic.user.person.User;
import java.util.List;

/** All this service holds about one person. */
record PersonExport(User profile, List<StudentEnrollment> enrollments) {}
