package com.shemamusic.test;

/** The secrets of the tests, long enough for HS256 and used nowhere else. */
public final class TestSecrets {

    /** Signs the tokens between services. */
    public static final String SERVICE_JWT_SECRET = "test-service-secret-0123456789abcdef0123456789";

    /** Signs the access tokens of admins. */
    public static final String JWT_SECRET = "test-access-secret-0123456789abcdef0123456789";

    private TestSecrets() {}
}
