package com.shemamusic.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How to run a program that refuses root: PostgreSQL does, and the suite has to work for root too. */
final class UnprivilegedCommand {
    private static final int NOBODY = 65534;
    private static final List<String> USER_NAMESPACE = List.of("unshare", "-U");
    private static final List<String> OTHER_USER =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private UnprivilegedCommand() {}

    /**
     * Words to put before the command: none for an ordinary user. Folders and files are given to the user who runs it.
     *
     * @throws IOException if this machine offers root no way, with what to do instead
     */
    static List<String> prefix(Path... owned) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        boolean namespace = succeeds(USER_NAMESPACE, "true");
        if (namespace
                || succeeds(
                        OTHER_USER, "test", "-x", owned[0].resolveSibling(".").toString())) {
            for (Path path : owned) {
                give(path, namespace ? 0 : NOBODY);
            }
            return namespace ? USER_NAMESPACE : OTHER_USER;
        }
        throw new IOException("PostgreSQL refuses to run as root, and neither a user namespace nor another user can be"
                + " used here: run as an ordinary user, or from a folder that other users can read");
    }

    private static void give(Path path, Integer user) throws IOException {
        if (user.equals(Files.getAttribute(path, "unix:uid"))) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", user);
            }
        }
    }

    private static boolean succeeds(List<String> prefix, String... command) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(prefix.stream(), Stream.of(command)).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
