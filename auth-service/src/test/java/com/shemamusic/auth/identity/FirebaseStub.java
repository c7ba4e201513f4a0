package com.shemamusic.auth.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

/** Plays Google: certificates, access tokens, and the accounts a test says there are. The library's calls are led here. */
final class FirebaseStub {

    static final String PROJECT = "shema-test";
    private static final String ACCOUNTS = "/v1/projects/" + PROJECT + "/accounts";
    private static final WireMockServer SERVER =
            new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
    private static final PrivateKey KEY;
    private static final X509Certificate CERTIFICATE;

    static {
        SERVER.start();
        try {
            Path store = Files.createTempDirectory("firebase").resolve("key.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "k",
                            "-keyalg",
                            "RSA",
                            "-dname",
                            "CN=test",
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            "changeit")
                    .inheritIO()
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool failed");
            }
            KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
            KEY = (PrivateKey) keys.getKey("k", "changeit".toCharArray());
            CERTIFICATE = (X509Certificate) keys.getCertificate("k");
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private FirebaseStub() {}

    static WireMockServer server() {
        return SERVER;
    }

    static String url() {
        return "http://localhost:" + SERVER.port();
    }

    /** Answers, and knows no account. */
    static void reset() {
        SERVER.resetAll();
        SERVER.stubFor(get(urlPathMatching("/robot/v1/metadata/x509/.*"))
                .willReturn(okJson(
                        "{\"kid\": \"" + pem("CERTIFICATE", certificate()).replace("\n", "\\n") + "\"}")));
        SERVER.stubFor(post(urlPathEqualTo("/token"))
                .willReturn(
                        okJson("{\"access_token\": \"google\", \"expires_in\": 3600, \"token_type\": \"Bearer\"}")));
        SERVER.stubFor(post(urlPathEqualTo(ACCOUNTS + ":lookup")).willReturn(okJson("{}")));
        SERVER.stubFor(post(urlPathEqualTo(ACCOUNTS + ":delete")).willReturn(okJson("{}")));
        SERVER.stubFor(post(urlPathEqualTo(ACCOUNTS)).willReturn(okJson("{\"localId\": \"made\"}")));
        SERVER.stubFor(post(urlPathEqualTo("/v1/accounts:sendOobCode")).willReturn(okJson("{}")));
    }

    static void account(String uid, String email, boolean verified, boolean disabled, Instant validSince) {
        String json = """
                {"users": [{"localId": "%s", "email": "%s", "emailVerified": %s, "disabled": %s, "validSince": "%d"}]}
                """.formatted(uid, email, verified, disabled, validSince.getEpochSecond());
        for (String key : new String[] {uid, email}) {
            SERVER.stubFor(post(urlPathEqualTo(ACCOUNTS + ":lookup"))
                    .withRequestBody(containing("\"" + key + "\""))
                    .willReturn(okJson(json)));
        }
    }

    /** Answers every question about accounts with a failure. */
    static void outage() {
        SERVER.stubFor(post(urlPathMatching("/v1/.*"))
                .willReturn(jsonResponse("{\"error\": {\"status\": \"UNAVAILABLE\"}}", 503)));
    }

    static String idToken(String uid, String email) {
        return signed(claims(uid, email, Instant.now().minusSeconds(5), Duration.ofHours(1)));
    }

    static JwtBuilder claims(String uid, String email, Instant issuedAt, Duration lifetime) {
        return claims(PROJECT, uid, email, issuedAt, lifetime);
    }

    /** Google writes the audience as one text, which the builder of tokens thinks old-fashioned. */
    @SuppressWarnings("deprecation")
    static JwtBuilder claims(String project, String uid, String email, Instant issuedAt, Duration lifetime) {
        return Jwts.builder()
                .header()
                .keyId("kid")
                .and()
                .issuer("https://securetoken.google.com/" + project)
                .audience()
                .single(project)
                .subject(uid)
                .claims(Map.of("email", email, "email_verified", true, "auth_time", issuedAt.getEpochSecond()))
                .issuedAt(Date.from(issuedAt))
                .expiration(Date.from(issuedAt.plus(lifetime)));
    }

    static String signed(JwtBuilder claims) {
        return claims.signWith(KEY, Jwts.SIG.RS256).compact();
    }

    static byte[] certificate() {
        try {
            return CERTIFICATE.getEncoded();
        } catch (java.security.cert.CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A service account's JSON; tokens for it are fetched here. */
    static String credentials() {
        return """
                {"type": "service_account", "project_id": "%s", "client_id": "1", "client_email": "x@y.z",
                 "private_key_id": "1", "private_key": "%s", "token_uri": "%s/token"}
                """.formatted(PROJECT, pem("PRIVATE KEY", KEY.getEncoded()).replace("\n", "\\n"), url());
    }

    /** Leads every call of the library to this stub, wherever it was meant to go. */
    static HttpTransport transport() {
        return new NetHttpTransport.Builder()
                .setConnectionFactory(url -> (HttpURLConnection)
                        URI.create(url() + url.getFile()).toURL().openConnection())
                .build();
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }
}
