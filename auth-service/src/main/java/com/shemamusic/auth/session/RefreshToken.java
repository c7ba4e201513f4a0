package com.shemamusic.auth.session;

import java.util.UUID;

/**
 * What a refresh token says once it is known to be ours: whose it is, which family it belongs to, and which of the
 * family's tokens it is, counted from 1.
 *
 * @param hash of the whole token, the only form in which it is stored
 */
record RefreshToken(UUID adminId, UUID family, int generation, String text, String hash) {}
