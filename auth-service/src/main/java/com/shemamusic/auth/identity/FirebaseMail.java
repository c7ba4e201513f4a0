package com.shemamusic.auth.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has Firebase send a mail, which only its REST API can. */
final class FirebaseMail {

    private static final Logger LOG = LoggerFactory.getLogger(FirebaseMail.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    FirebaseMail(IdentityProperties properties) {
        String base = properties.isEmulated()
                ? "http://" + properties.emulatorHost() + "/identitytoolkit.googleapis.com"
                : properties.restUrl();
        this.address = URI.create(
                base + "/v1/accounts:sendOobCode?key=" + URLEncoder.encode(key(properties), StandardCharsets.UTF_8));
    }

    /** The emulator takes any key, but wants one; we do without the setting there. */
    private static String key(IdentityProperties properties) {
        return properties.isEmulated() && properties.apiKey().isBlank() ? "emulator" : properties.apiKey();
    }

    void sendPasswordReset(String email, String language) {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("requestType", "PASSWORD_RESET")
                .put("email", email)
                .toString();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Firebase-Locale", language)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status == 429 || status >= 500) {
                throw FirebaseRefusals.unavailable(null);
            }
            if (status == 401 || status == 403) {
                LOG.error("Firebase refuses FIREBASE_API_KEY: no mail is sent");
            }
            // An unknown address gets 400, which is nobody's business.
        } catch (IOException silent) {
            throw FirebaseRefusals.unavailable(silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw FirebaseRefusals.unavailable(interrupted);
        }
    }
}
