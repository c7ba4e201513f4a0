package com.shemamusic.suite.launcher;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Passwords and signing keys of one suite: made at random the first time, kept in a file only its owner reads. */
final class Secrets {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Map<String, String> values;

    private Secrets(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    static Secrets in(Path directory) throws IOException {
        Path file = directory.resolve("secrets.json");
        return new Secrets(
                file,
                Files.exists(file)
                        ? JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {})
                        : new TreeMap<>());
    }

    /** The secret of that name: 64 hexadecimal characters, the same at every start. */
    synchronized String get(String name) {
        return values.computeIfAbsent(name, _ -> {
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
    }

    synchronized void save() throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(
                file.getParent(),
                "secrets",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), values);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
