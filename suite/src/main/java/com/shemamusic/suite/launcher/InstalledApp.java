package com.shemamusic.suite.launcher;

import com.shemamusic.suite.server.Folders;
import com.shemamusic.suite.server.ManagedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One built app unpacked for starting, with its start-up cache when there is one.
 *
 * <p>An app started from its boot jar reads a jar inside a jar; unpacked it starts faster, and only then does the JVM
 * accept an ahead-of-time cache. The folder is named after the jar's content, the JDK and the flags: when one of them
 * changes the cache of before is not found, and never used by mistake.
 */
record InstalledApp(SuiteDefinition.App app, Path directory, Path jar) {

    /**
     * Unpacks the app's jar if that has not been done.
     *
     * @throws StartFailure if the app has not been built
     */
    static InstalledApp of(SuiteDefinition.App app, Path root, Path apps) throws IOException {
        Path built = builtJar(app, root);
        Path directory = apps.resolve(app.name()).resolve(key(built, app.jvmFlags()));
        Path jar = directory.resolve(built.getFileName());
        if (!Files.exists(jar)) {
            unpack(app, built, directory);
        }
        Files.setLastModifiedTime(directory, FileTime.fromMillis(System.currentTimeMillis()));
        return new InstalledApp(app, directory, jar);
    }

    private static Path builtJar(SuiteDefinition.App app, Path root) throws IOException {
        Path target = root.resolve(app.name()).resolve("target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                List<Path> jars = files.filter(file -> {
                            String name = file.getFileName().toString();
                            return name.startsWith(app.name() + "-")
                                    && name.endsWith(".jar")
                                    && !name.endsWith("-sources.jar");
                        })
                        .toList();
                if (!jars.isEmpty()) {
                    return jars.getFirst();
                }
            }
        }
        throw new StartFailure(app.name() + " has not been built: no jar in " + target);
    }

    // The time of the build is in every boot jar; it is left out, or each build would throw all caches away.
    private static String key(Path jar, List<String> flags) throws IOException {
        StringBuilder content = new StringBuilder(Runtime.version() + " " + flags + "\n");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().endsWith("build-info.properties"))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> content.append(entry.getName()).append(entry.getCrc()));
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(SuiteDefinition.App app, Path built, Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        Path unfinished = Files.createTempDirectory(directory.getParent(), "unpacking-");
        ManagedProcess unpacking = ManagedProcess.start(
                List.of(
                        java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        built.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        unfinished.toString()),
                System.getenv(),
                directory.resolveSibling("unpacking.log"));
        if (!unpacking.waitFor(Duration.ofMinutes(2)) || unpacking.exitCode() != 0) {
            unpacking.kill();
            throw new StartFailure("cannot unpack " + built + "\n" + unpacking.lastLines());
        }
        try {
            Files.move(unfinished, directory);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
            Folders.delete(unfinished); // another launcher was first, with the same content
        }
    }

    /** Keeps the two newest unpacked versions of this app: this one, and the one a running test may still use. */
    void deleteOlderVersions() throws IOException {
        try (Stream<Path> versions = Files.list(directory.getParent())) {
            List<Path> old = versions.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(InstalledApp::lastUsed).reversed())
                    .skip(2)
                    .toList();
            for (Path version : old) {
                Folders.delete(version);
            }
        }
    }

    private static FileTime lastUsed(Path directory) {
        try {
            return Files.getLastModifiedTime(directory);
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }

    Path cache() {
        return directory.resolve("start.aot");
    }

    boolean hasCache() {
        return Files.exists(cache());
    }

    /** Command that serves. */
    List<String> command() {
        return command(hasCache() ? List.of("-XX:AOTCache=" + cache(), "-Xlog:aot=off", "-Xlog:cds=off") : List.of());
    }

    /** Command that serves too, and writes what its start needed into the file when it ends. */
    List<String> trainingCommand(Path recorded) {
        return command(List.of("-XX:AOTCacheOutput=" + recorded), "nice", "-n", "19");
    }

    private List<String> command(List<String> more, String... before) {
        List<String> command = new ArrayList<>(List.of(before));
        command.add(java());
        command.addAll(app.jvmFlags());
        command.addAll(more);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
