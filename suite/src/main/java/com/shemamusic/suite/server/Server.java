package com.shemamusic.suite.server;

import java.io.IOException;

/** A server the suite runs, which a test may stop, kill and start again on the same port with the same data. */
public interface Server {

    String name();

    int port();

    /** Process id of the running server; meaningless while it is stopped. */
    long pid();

    boolean isRunning();

    /**
     * Starts it and returns once it answers; does nothing when it runs.
     *
     * @throws IOException if it does not answer in time; the message says why, with the last lines of its log
     */
    void start() throws IOException;

    /** Stops it cleanly, so that nothing written is lost. */
    void stop();

    /** Ends it at once, as a crash would. */
    void kill();
}
