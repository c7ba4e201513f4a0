package com.shemamusic.suite.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds free ports and names taken ones. */
final class Ports {
    private final Set<Integer> given = new HashSet<>();

    /** A port nobody listens on, different from every other this object gave. */
    int free() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0)) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new StartFailure("no free port on this machine", e);
            }
        }
    }

    /**
     * Refuses before anything starts when a wanted port is in use, naming all of them at once.
     *
     * @param wanted port and what it is for
     */
    static void requireFree(Map<Integer, String> wanted) {
        List<String> taken = new ArrayList<>();
        wanted.forEach((port, purpose) -> {
            if (isTaken(port)) {
                taken.add("port " + port + " (" + purpose + ") is taken");
            }
        });
        if (!taken.isEmpty()) {
            throw new StartFailure(
                    String.join("\n", taken)
                            + "\nStop what uses it, or move the blocks: SHEMA_PORT_BASE=4000 SHEMA_MANAGEMENT_PORT_BASE=9500 ./shema up");
        }
    }

    // Both binds are needed: some systems let a wildcard and a loopback listener live side by side.
    static boolean isTaken(int port) {
        return !canBind(new InetSocketAddress(port))
                || !canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** A base from the environment; the default when it is not set. */
    static int base(Map<String, String> environment, String variable, int standard) {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            return standard;
        }
        try {
            int base = Integer.parseInt(value);
            if (base >= 1024 && base <= 65_000) {
                return base;
            }
        } catch (NumberFormatException _) {
            // named below, together with numbers out of range
        }
        throw new StartFailure(variable + " has to be a number from 1024 to 65000, not " + value);
    }
}
