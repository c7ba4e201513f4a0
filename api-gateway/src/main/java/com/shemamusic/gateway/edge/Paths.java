package com.shemamusic.gateway.edge;

/** The shape of paths that are let in: those that every part of the suite reads the same way. */
public final class Paths {

    private static final String CALENDAR = "/api/schedules/calendar/";

    private Paths() {}

    /**
     * Whether a raw path means the same to everybody: no escapes, matrix parameters, back-slashes, empty segments or
     * dots that climb. No path of the contract needs any of them.
     */
    public static boolean isPlain(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        char before = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean startsSegment = before == '/';
            if (!isPlain(c) || (startsSegment && (c == '/' || (c == '.' && isDots(path, i))))) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /** Whether the path is the prefix or lies below it. */
    public static boolean isUnder(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    /** The path as logs may show it: without the one token that stands in a path. */
    public static String loggable(String path) {
        boolean secret = path.startsWith(CALENDAR) && path.endsWith(".ics");
        return secret ? CALENDAR + "{token}.ics" : path;
    }

    /** Whether the character is one that a path may have as it is. */
    static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "/-_.~:@+,=!$&'()*".indexOf(c) >= 0;
    }

    private static boolean isDots(String path, int from) {
        int end = from;
        while (end < path.length() && path.charAt(end) == '.') {
            end++;
        }
        return end == path.length() || path.charAt(end) == '/';
    }
}
