package com.shemamusic.auth.session;

import com.shemamusic.auth.admin.AdminResponse;
import org.jspecify.annotations.Nullable;

/** What a sign-in or a refresh answers; times in seconds. Without Redis there is no refresh token. */
record TokenResponse(
        String accessToken,
        String tokenType,
        long expiresIn,
        @Nullable String refreshToken,
        long refreshExpiresIn,
        AdminResponse admin) {}
