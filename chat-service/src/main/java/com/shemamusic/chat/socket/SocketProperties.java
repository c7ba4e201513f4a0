package com.shemamusic.chat.socket;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What sockets may do.
 *
 * @param allowedOrigins pages that may open a socket; a program sends no origin and is let in
 * @param multiplier scales the limit per address, for load tests
 * @param perGuest sockets of one session on this replica
 * @param perAddress guest sockets of one address on this replica
 * @param queueFrames most frames that wait for a slow reader
 * @param queueBytes most characters that wait for a slow reader
 * @param sendTimeout how long one write may take
 * @param poll how often the database is asked for what this replica has not heard of
 * @param ping pause between two signs of life asked of a client; without any for two of them it is gone
 */
@ConfigurationProperties("shema.chat.sockets")
record SocketProperties(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("1") double multiplier,
        @DefaultValue("5") int perGuest,
        @DefaultValue("20") int perAddress,
        @DefaultValue("256") int queueFrames,
        @DefaultValue("1000000") int queueBytes,
        @DefaultValue("10s") Duration sendTimeout,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("10s") Duration ping) {

    /** The largest message a client may send, in bytes. */
    static final int LARGEST = 16 * 1024;

    int addressLimit() {
        return (int) Math.min(Integer.MAX_VALUE, perAddress * multiplier);
    }
}
