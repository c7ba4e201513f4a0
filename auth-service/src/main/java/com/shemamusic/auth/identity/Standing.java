package com.shemamusic.auth.identity;

import java.time.Instant;

/** How the provider sees an identity now: whether it is disabled, and from when on its tokens count. */
public record Standing(boolean disabled, Instant tokensValidAfter) {

    /** The standing of one that was never disabled nor revoked. */
    public static final Standing GOOD = new Standing(false, Instant.EPOCH);

    /** The standing of one that has been deleted. */
    public static final Standing GONE = new Standing(true, Instant.EPOCH);

    /** Whether a sign-in at that time still counts. */
    public boolean allows(Instant signedInAt) {
        return !disabled && !tokensValidAfter.isAfter(signedInAt);
    }
}
