package com.shemamusic.suite.trial;

import java.util.Map;

/**
 * A long run by hand that measures the suite or torments it, and reports what it saw: {@code ./shema bench gateway}.
 *
 * <p>Listed in {@code META-INF/services}. Counts and times are bounded, traffic stays on this machine.
 */
public interface Trial {

    /** Which command runs it. */
    enum Kind {
        /** Measures; asserts only that nothing was lost. */
        BENCH,
        /** Breaks parts under load and holds the suite to its promises. */
        CHAOS,
        /** Generated input or steps. */
        FUZZ,
        /** The same for a long time. */
        SOAK
    }

    Kind kind();

    /** One lower-case word. */
    String name();

    /** One sentence for the list of trials. */
    String purpose();

    /** Settable numbers ({@code rounds=50}) with their defaults, which are the full size. */
    default Map<String, Integer> options() {
        return Map.of();
    }

    /**
     * Runs it once and reports its figures.
     *
     * @throws AssertionError if something that must hold did not
     */
    void run(TrialRun run) throws Exception;
}
