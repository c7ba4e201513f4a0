package com.shemamusic.shared.trace;

import org.jspecify.annotations.Nullable;

/** No spans: what there is of a trace is passed on. */
final class Untraced implements Traces {

    private record Work(@Nullable String traceparent) implements Traced {

        @Override
        public Scope open() {
            return () -> {};
        }

        @Override
        public void name(String name) {}

        @Override
        public void status(int status) {}

        @Override
        public void failed(Throwable failure) {}

        @Override
        public void end() {}
    }

    @Override
    public Traced serve(String name, @Nullable String traceparent) {
        return new Work(traceparent);
    }

    @Override
    public Traced call(String name, String service, @Nullable String traceparent) {
        return new Work(traceparent);
    }

    @Override
    public Traced handle(String channel, @Nullable String traceparent) {
        return new Work(traceparent);
    }
}
