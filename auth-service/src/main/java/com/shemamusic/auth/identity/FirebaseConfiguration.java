package com.shemamusic.auth.identity;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.auth.FirebaseAuth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects to the Firebase project, or to its emulator in local runs and tests. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "shema.auth.identity.provider", havingValue = "firebase")
class FirebaseConfiguration {

    private static final String EMULATOR = "FIREBASE_AUTH_EMULATOR_HOST";
    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 5000;

    @Bean(destroyMethod = "delete")
    FirebaseApp firebaseApp(IdentityProperties properties, ObjectProvider<HttpTransport> transport) throws IOException {
        String emulator = System.getenv(EMULATOR);
        if (emulator != null && !emulator.isBlank() && !properties.isEmulated()) {
            // With it the library believes tokens without a signature.
            throw new IllegalStateException(EMULATOR + " is for profile local or test only: unset it");
        }
        FirebaseOptions.Builder options = FirebaseOptions.builder()
                .setProjectId(properties.projectId())
                .setCredentials(credentials(properties))
                .setJsonFactory(GsonFactory.getDefaultInstance())
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS);
        transport.ifAvailable(options::setHttpTransport);
        return FirebaseApp.initializeApp(options.build(), "auth-" + UUID.randomUUID());
    }

    @Bean
    FirebaseIdentityProvider firebaseIdentityProvider(FirebaseApp app, IdentityProperties properties, Clock clock) {
        return new FirebaseIdentityProvider(FirebaseAuth.getInstance(app), new FirebaseMail(properties), clock);
    }

    private static GoogleCredentials credentials(IdentityProperties properties) throws IOException {
        String given = properties.credentials().strip();
        if (given.isEmpty() && properties.isEmulated()) {
            // The emulator takes this word for a key.
            Date never = Date.from(Instant.now().plus(Duration.ofDays(3650)));
            return GoogleCredentials.create(new AccessToken("owner", never));
        }
        try (InputStream json = given.startsWith("{")
                ? new ByteArrayInputStream(given.getBytes(StandardCharsets.UTF_8))
                : Files.newInputStream(Path.of(given))) {
            return GoogleCredentials.fromStream(json);
        }
    }
}
