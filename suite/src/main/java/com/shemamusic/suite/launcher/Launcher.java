package com.shemamusic.suite.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The commands behind the {@code shema} script. */
public final class Launcher {
    private static final String READY_FILE = "--ready-file=";

    private Launcher() {}

    /** {@code up}, {@code down}, {@code status}, {@code doctor} or {@code reset}; ends the JVM with 0, or 1 after a one-line reason. */
    public static void main(String[] args) {
        Path root = SuiteOptions.findRoot();
        Path directory = root.resolve(".local");
        String command = args.length == 0 ? "" : args[0];
        List<String> options = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
        try {
            boolean fine = switch (command) {
                case "up" -> up(root, directory, options);
                case "down" -> Commands.down(directory, System.out);
                case "reset" -> Commands.reset(directory, System.out);
                case "doctor" -> Commands.doctor(directory, options, System.getenv(), System.out);
                case "status" -> StatusReport.print(directory, System.out);
                default -> throw new StartFailure("unknown command " + command);
            };
            System.exit(fine ? 0 : 1);
        } catch (StartFailure e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            fail(e.toString());
        }
    }

    private static void fail(String message) {
        System.err.println("✗ " + message);
        System.exit(1);
    }

    private static boolean up(Path root, Path directory, List<String> arguments) throws IOException {
        Path readyFile = null;
        boolean detached = false;
        boolean demo = true;
        Map<String, Integer> replicas = new HashMap<>();
        for (String argument : arguments) {
            switch (argument) {
                case "--detach" -> detached = true;
                case "--empty" -> demo = false;
                default -> {
                    if (argument.startsWith(READY_FILE)) {
                        readyFile = Path.of(argument.substring(READY_FILE.length()));
                    } else {
                        addReplicas(replicas, argument);
                    }
                }
            }
        }
        Map<String, String> environment = Map.copyOf(System.getenv());
        SuiteOptions options = new SuiteOptions(
                root,
                directory,
                Ports.base(environment, "SHEMA_PORT_BASE", SuiteDefinition.PORT_BASE),
                Ports.base(environment, "SHEMA_MANAGEMENT_PORT_BASE", SuiteDefinition.MANAGEMENT_PORT_BASE),
                environment,
                Map.copyOf(replicas),
                demo,
                true,
                new Console(System.out));
        return new Supervisor(options, detached, readyFile).run();
    }

    private static void addReplicas(Map<String, Integer> replicas, String argument) {
        String[] parts = argument.replaceFirst("^--replicas=", "").split("=", 2);
        try {
            int count = argument.startsWith("--replicas=") && parts.length == 2 ? Integer.parseInt(parts[1]) : 0;
            if (count >= 1 && count <= 9) {
                replicas.put(SuiteDefinition.named(parts[0]).name(), count);
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new StartFailure(argument + ": " + e.getMessage(), e);
        }
        throw new StartFailure("unknown option " + argument + "; see ./shema help");
    }
}
