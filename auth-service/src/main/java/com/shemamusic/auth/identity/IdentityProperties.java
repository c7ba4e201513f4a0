package com.shemamusic.auth.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who vouches for identities.
 *
 * @param provider {@code firebase}, or {@code local} in local runs and tests
 * @param projectId the Firebase project
 * @param credentials of a service account: JSON, or the path of a file with it
 * @param apiKey the project's web key, for its REST API
 * @param emulatorHost host and port of the Auth emulator; read in profiles local and test only
 * @param localPassword the one password of local runs
 * @param restUrl where Firebase's REST API is
 */
@ConfigurationProperties("shema.auth.identity")
record IdentityProperties(
        String provider,
        @DefaultValue("") String projectId,
        @DefaultValue("") String credentials,
        @DefaultValue("") String apiKey,
        @DefaultValue("") String emulatorHost,
        @DefaultValue("") String localPassword,

        @DefaultValue("https://identitytoolkit.googleapis.com")
        String restUrl) {

    boolean isEmulated() {
        return !emulatorHost.isBlank();
    }
}
