package com.shemamusic.auth.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** Where a sign-in comes from, as its owner recognises it: the browser's own words, and the address the gateway saw. */
record Client(String device, String address) {

    private static final int LONGEST_DEVICE = 200;
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    static Client of(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        String forwarded = request.getHeader("X-Forwarded-For");
        return new Client(agent == null ? "" : device(agent), forwarded == null ? "" : address(forwarded));
    }

    private static String device(String agent) {
        String text = agent.replaceAll("\\p{Cntrl}", " ").strip();
        return text.substring(0, Math.min(LONGEST_DEVICE, text.length()));
    }

    private static String address(String forwarded) {
        String first = forwarded.split(",", 2)[0].strip();
        return ADDRESS.matcher(first).matches() ? first : "";
    }
}
