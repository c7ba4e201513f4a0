package com.shemamusic.suite.trial;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** One GET over and over on kept connections, with as little work of its own as can be: it shares the machine with what it measures. */
final class RawLoad {

    /** What came of a run: microseconds of each answer, and how many were not 200. */
    record Result(Histogram micros, long refused, double perSecond) {}

    private static final int OK = 200;
    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private final int port;
    private final byte[] request;

    RawLoad(int port, String path, Map<String, String> headers) {
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        this.port = port;
        this.request = text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** As fast as the answers come. */
    Result saturate(int connections, Duration length) {
        return run(connections, length, 0);
    }

    /** So many a second in all, each measured from when it was due. */
    Result paced(int connections, Duration length, double perSecond) {
        return run(connections, length, perSecond);
    }

    private Result run(int connections, Duration length, double perSecond) {
        Histogram micros = new ConcurrentHistogram(MOST_MICROS, 3);
        AtomicLong refused = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        Thread[] callers = new Thread[connections];
        for (int i = 0; i < connections; i++) {
            long gap = perSecond == 0 ? 0 : (long) (connections * 1e9 / perSecond);
            long first = begin + gap * i / connections;
            callers[i] = Thread.ofPlatform().start(() -> call(first, gap, end, micros, refused));
        }
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return new Result(micros, refused.get(), micros.getTotalCount() * 1e9 / (System.nanoTime() - begin));
    }

    private void call(long first, long gap, long end, Histogram micros, AtomicLong refused) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            OutputStream out = socket.getOutputStream();
            for (long due = first; due < end; ) {
                long start = gap == 0 ? System.nanoTime() : due;
                if (gap != 0) {
                    sleepUntil(due);
                }
                out.write(request);
                if (answer(in) != OK) {
                    refused.incrementAndGet();
                }
                long now = System.nanoTime();
                micros.recordValue(Math.min(MOST_MICROS, TimeUnit.NANOSECONDS.toMicros(now - start)));
                due = gap == 0 ? now : due + gap;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static int answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        long length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = header.substring(header.indexOf(':') + 1).trim();
            if (name.equals("content-length")) {
                length = Long.parseLong(value);
            } else if (name.equals("transfer-encoding")) {
                chunked = true;
            }
        }
        if (!chunked) {
            in.skipNBytes(length);
            return status;
        }
        for (long part = -1; part != 0; ) {
            part = Long.parseLong(line(in), 16);
            in.skipNBytes(part + 2);
        }
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(48);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void sleepUntil(long nanos) {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
