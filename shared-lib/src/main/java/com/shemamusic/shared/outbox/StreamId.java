package com.shemamusic.shared.outbox;

/** The id of a stream entry, {@code milliseconds-sequence}, ordered as Redis orders them. */
record StreamId(long millis, long sequence) implements Comparable<StreamId> {

    static StreamId parse(String id) {
        int dash = id.indexOf('-');
        return new StreamId(Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1)));
    }

    StreamId next() {
        return new StreamId(millis, sequence + 1);
    }

    @Override
    public int compareTo(StreamId other) {
        return millis == other.millis ? Long.compare(sequence, other.sequence) : Long.compare(millis, other.millis);
    }

    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}
