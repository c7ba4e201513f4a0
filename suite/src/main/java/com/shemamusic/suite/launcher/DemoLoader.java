package com.shemamusic.suite.launcher;

/** Fills an empty suite with demonstration data; found as a Java service, run after the first start only. */
@FunctionalInterface
public interface DemoLoader {

    /**
     * Loads through the gateway of the running suite.
     *
     * @throws Exception if anything was refused; the start fails then, with the message shown
     */
    void load(RunningSuite suite, Progress progress) throws Exception;
}
