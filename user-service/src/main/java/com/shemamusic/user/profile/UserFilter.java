package com.shemamusic.user.profile;

import com.shemamusic.user.person.Role;
import com.shemamusic.user.person.UserStatus;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which profiles a list shows. */
record UserFilter(
        @Nullable Role role,
        @Nullable UserStatus status,
        @Nullable @Size(max = 200) String q) {}
