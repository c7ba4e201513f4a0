package com.shemamusic.auth.identity;

import com.shemamusic.shared.error.ApiException;

/** The system that knows passwords, so that we do not. Every operation may take seconds and may fail with 503 {@code AUTH_PROVIDER_UNAVAILABLE}. */
public interface IdentityProvider {

    /**
     * Whose token this is, disabled and revoked ones refused.
     *
     * @throws ApiException 401 {@code AUTH_TOKEN_INVALID}, {@code AUTH_TOKEN_EXPIRED}, {@code AUTH_TOKEN_REVOKED}; 403
     *     {@code AUTH_ACCOUNT_DISABLED}; 503 {@code AUTH_PROVIDER_UNAVAILABLE}
     */
    Identity verify(String idToken);

    /** How the identity with this uid stands now. */
    Standing standing(String uid);

    /** How the identity with this address stands now; good when none has it. */
    Standing standingByEmail(String email);

    /** The uid of the identity with this address, which is made where there is none. */
    String findOrCreate(String email, String fullName);

    /** Has the provider mail a link for a new password, if it knows the address; says nothing about whether it does. */
    void sendPasswordReset(String email, String language);
}
