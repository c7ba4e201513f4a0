package com.shemamusic.shared.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C header that names a trace: {@code 00-<trace>-<span>-<flags>}. */
public final class TraceParent {

    /** The name of the trace id in the logging context. */
    public static final String MDC_TRACE_ID = "traceId";

    private static final Pattern VALID =
            Pattern.compile("[0-9a-e][0-9a-f]-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_BEGIN = 3;
    private static final int TRACE_END = 35;

    private TraceParent() {}

    /** The header the caller sent if it is well-formed, else a new one, so that log lines of one request can be found by it. */
    public static String validOrNew(@Nullable String header) {
        if (header != null && VALID.matcher(header).matches()) {
            return header;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "00-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-"
                + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-00";
    }

    /** The trace's id, or null when this names none. */
    public static @Nullable String traceId(@Nullable String header) {
        return header != null && VALID.matcher(header).matches() ? header.substring(TRACE_BEGIN, TRACE_END) : null;
    }
}
