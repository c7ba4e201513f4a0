package com.shemamusic.suite.trial;

import com.shemamusic.suite.launcher.Progress;
import java.time.Duration;

/** How a start goes, for whoever reads the output of a run that did not get further. */
final class PrintedProgress implements Progress {

    @Override
    public void done(String step, Duration took) {
        System.out.println(step + " in " + took.toMillis() + " ms");
    }

    @Override
    public void note(String line) {
        System.out.println(line);
    }
}
