package com.shemamusic.suite.chat;

/** Frames of the contract written and looked into without a JSON library, which would be half the work of a load test. */
final class Frames {

    private Frames() {}

    static String message(String session, String clientId, String text) {
        String to = session == null ? "" : "\"session_id\":\"" + session + "\",";
        return "{\"type\":\"message\"," + to + "\"client_message_id\":\"" + clientId + "\",\"message\":\"" + text
                + "\"}";
    }

    static String resume(String session, long after) {
        String to = session == null ? "" : "\"session_id\":\"" + session + "\",";
        return "{\"type\":\"resume\"," + to + "\"after_seq\":" + after + "}";
    }

    static boolean is(String frame, String type) {
        return frame.contains("\"type\":\"" + type + "\"");
    }

    /** A text field; empty when it is absent or null. */
    static String text(String frame, String field) {
        String begin = "\"" + field + "\":\"";
        int at = frame.indexOf(begin);
        return at < 0 ? "" : frame.substring(at + begin.length(), frame.indexOf('"', at + begin.length()));
    }

    /** A number; -1 when it is absent. */
    static long number(String frame, String field) {
        String begin = "\"" + field + "\":";
        int at = frame.indexOf(begin);
        if (at < 0) {
            return -1;
        }
        int from = at + begin.length();
        int to = from;
        while (to < frame.length() && Character.isDigit(frame.charAt(to))) {
            to++;
        }
        return to == from ? -1 : Long.parseLong(frame.substring(from, to));
    }
}
