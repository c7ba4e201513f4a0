package com.shemamusic.suite.launcher;

import java.time.Duration;

/** Where a start tells what it does. */
public interface Progress {
    Progress SILENT = new Progress() {
        @Override
        public void done(String step, Duration took) {}

        @Override
        public void note(String line) {}
    };

    /** One step is finished. */
    void done(String step, Duration took);

    /** Anything else worth a line. */
    void note(String line);
}
