package com.shemamusic.shared.trace;

import org.jspecify.annotations.Nullable;

/** One piece of work and its span, if there is one. */
public interface Traced {

    /** Ends what {@link #open} began. */
    interface Scope extends AutoCloseable {

        @Override
        void close();
    }

    /** What to hand on, so that what others do for this work is part of its trace; null when there is no trace. */
    @Nullable
    String traceparent();

    /** Makes SQL of this thread part of this work, until the scope is closed. */
    Scope open();

    /** A better name, known once the work was under way: {@code GET /api/courses/{id}}. */
    void name(String name);

    /** The answer's status; 0 for none. From 500 on, and without an answer, the work counts as failed. */
    void status(int status);

    void failed(Throwable failure);

    void end();
}
