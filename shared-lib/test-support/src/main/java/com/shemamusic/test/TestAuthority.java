package com.shemamusic.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of one test, made by the JDK's own keytool in a folder that goes with the test. */
public final class TestAuthority {

    private static final char[] PASSWORD = "only-here".toCharArray();
    private static final String CA = "ca";

    private final Path folder;
    private final Path store;

    /** Makes the authority in a folder of its own. */
    public TestAuthority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("keys.p12");
        // A name of its own: else another authority's certificate would be a forged one instead of an unknown one.
        keytool("-alias", CA, "-dname", "CN=" + UUID.randomUUID(), "-ext", "bc:c");
    }

    /** The certificate that whoever trusts this authority is given, as PEM. */
    public Path certificate() {
        return write("ca.crt", certificateOf(CA));
    }

    /** Context of a server that proves to be this host. */
    public SSLContext serverContext(String host) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, PASSWORD);
            own.setKeyEntry(host, key(host), PASSWORD, keys().getCertificateChain(host));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(own, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No TLS for " + host, e);
        }
    }

    /** Writes what a server proves to be this host with: a certificate, and a key that nobody but its owner may read, both PEM. */
    public void writeServer(String host, Path certificate, Path key) {
        Path writtenKey = write("key", pem("PRIVATE KEY", key(host).getEncoded()));
        Path writtenCertificate = write("crt", certificateOf(host));
        try {
            Files.setPosixFilePermissions(writtenKey, PosixFilePermissions.fromString("rw-------"));
            Files.move(writtenKey, key, StandardCopyOption.REPLACE_EXISTING);
            Files.move(writtenCertificate, certificate, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Key key(String host) {
        try {
            if (!keys().containsAlias(host)) {
                keytool("-alias", host, "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-signer", CA);
            }
            return keys().getKey(host, PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key for " + host, e);
        }
    }

    private String certificateOf(String alias) {
        try {
            Certificate certificate = keys().getCertificate(alias);
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No certificate of " + alias, e);
        }
    }

    private KeyStore keys() {
        try (InputStream stream = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stream, PASSWORD);
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The keys cannot be read", e);
        }
    }

    private Path write(String name, String pem) {
        try {
            return Files.writeString(folder.resolve(name), pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %1$s-----\n"
                .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        command.addAll(List.of(arguments));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
