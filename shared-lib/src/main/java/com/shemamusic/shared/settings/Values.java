package com.shemamusic.shared.settings;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.convert.DurationStyle;

/** What a value looks like, whatever the variable that holds it. */
final class Values {

    // What the examples and the tests of this repository use, which everybody can read.
    private static final Pattern DEFAULT_SECRET = Pattern.compile("shema-local|change-me|test-");
    // A password alone, or one after a user and a colon.
    private static final Pattern USER_INFO = Pattern.compile("//(?:[^/:@]*:)?([^/]*)@");

    private Values() {}

    static boolean isDefaultSecret(String text) {
        return DEFAULT_SECRET.matcher(text).find();
    }

    /** The passwords in a URL, or in several. */
    static String passwords(String urls) {
        return USER_INFO.matcher(urls).results().map(found -> found.group(1)).collect(Collectors.joining(","));
    }

    static boolean isDuration(String text, Duration least) {
        try {
            return DurationStyle.detectAndParse(text).compareTo(least) >= 0;
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            return false;
        }
    }

    /** Whether it is the path of a file with at least one certificate, as PEM. */
    static boolean isCertificates(String path) {
        try (InputStream file = Files.newInputStream(Path.of(path))) {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(file)
                    .isEmpty();
        } catch (IOException | InvalidPathException | CertificateException unreadable) {
            return false;
        }
    }

    static boolean isNumber(String text, int most) {
        return text.matches("\\d{1,10}") && Long.parseLong(text) <= most;
    }

    static boolean isUrl(String text, String... schemes) {
        try {
            URI uri = URI.create(text);
            // A client refuses an address of the web without a host only when it is used.
            boolean complete =
                    uri.getHost() != null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()));
            return complete && uri.getScheme() != null && Arrays.asList(schemes).contains(uri.getScheme());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
