package com.shemamusic.suite.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Progress as lines on a terminal or in a log: one per finished step with the time it took. */
record Console(PrintStream out) implements Progress {

    @Override
    public void done(String step, Duration took) {
        print("  ✓ %-58s %8s".formatted(step, seconds(took)));
    }

    @Override
    public void note(String line) {
        print(line);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
