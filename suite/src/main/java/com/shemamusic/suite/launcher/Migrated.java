package com.shemamusic.suite.launcher;

import com.shemamusic.db.Migrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Which migrations and passwords a database has already been given, noted in its own folder: the same ones need not be run
 * again, and the apps need not wait for that. A service whose schema is behind all the same says so and does not start.
 */
record Migrated(Path note, String content) {

    /** What the migrator would do to the database in this folder. */
    static Migrated of(Path data, Map<String, String> passwords) {
        return new Migrated(data.resolve("shema-migrated"), hash(scripts() + new TreeMap<>(passwords)));
    }

    boolean isDone() {
        try {
            return Files.exists(note) && Files.readString(note).equals(content);
        } catch (IOException unreadable) {
            return false;
        }
    }

    void remember() {
        try {
            Files.writeString(note, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The migrator's jar; of classes not packed nothing is known, and each time looks new. */
    private static String scripts() {
        try {
            Path jar = Path.of(Migrator.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(jar)) {
                return Long.toString(System.nanoTime());
            }
            StringBuilder scripts = new StringBuilder();
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                zip.stream()
                        .filter(entry -> entry.getName().startsWith("db/")
                                || entry.getName().endsWith(".class"))
                        .sorted(Comparator.comparing(ZipEntry::getName))
                        .forEach(entry -> scripts.append(entry.getName()).append(entry.getCrc()));
            }
            return scripts.toString();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
