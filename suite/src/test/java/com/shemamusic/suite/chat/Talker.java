package com.shemamusic.suite.chat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Someone who does what a client should: keeps a message until it is acknowledged, comes back with jitter, resumes where the
 * unbroken part of each session ends, and sends again.
 */
final class Talker implements AutoCloseable {

    /** How a talker gets in. */
    interface Door {
        Line open() throws IOException;
    }

    private record Draft(String session, String text) {}

    private static final AtomicLong IDS = new AtomicLong();
    private static final int SLOWEST_MILLIS = 10_000;
    private final Door door;
    private final boolean staff;
    private final String own;
    private final Histogram away;
    private final Histogram delay;
    private final Map<String, Draft> pending = new LinkedHashMap<>();
    private final Map<String, TreeMap<Long, String>> known = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> codes = new ConcurrentHashMap<>();
    private final AtomicInteger conflicts = new AtomicInteger();
    private volatile Line line;
    private volatile boolean welcomed;
    private volatile boolean stopped;
    private volatile long lostAt = System.nanoTime();

    /** @param own a guest's session; null for staff, who see all
     * @param away how long it took to be back
     * @param delay from sending to arriving here */
    Talker(Door door, String own, Histogram away, Histogram delay) {
        this.door = door;
        this.own = own;
        this.staff = own == null;
        this.away = away;
        this.delay = delay;
    }

    Talker begin() {
        Thread.ofVirtual().start(() -> come(0));
        return this;
    }

    /** Sends a message, now and after every reconnect, until it is stored. */
    void say(String session, String text) {
        String id = "c" + IDS.incrementAndGet();
        synchronized (pending) {
            pending.put(id, new Draft(session, text));
            if (welcomed) {
                send(id, new Draft(session, text));
            }
        }
    }

    void cut() {
        Line open = line;
        if (open != null) {
            open.cut();
        }
    }

    int unacknowledged() {
        synchronized (pending) {
            return pending.size();
        }
    }

    boolean isIn() {
        return welcomed;
    }

    /** What this one knows of a session, by number. */
    Map<Long, String> known(String session) {
        TreeMap<Long, String> numbers = known.getOrDefault(session, new TreeMap<>());
        synchronized (numbers) {
            return new TreeMap<>(numbers);
        }
    }

    /** Two messages under one number, or one under two. */
    int conflicts() {
        return conflicts.get();
    }

    /** How often lines ended with which code. */
    Map<Integer, AtomicInteger> codes() {
        return codes;
    }

    private void come(int attempt) {
        for (int i = attempt; !stopped; i++) {
            try {
                Line opened = door.open();
                line = opened;
                opened.closed().thenAccept(code -> lost(opened, code));
                opened.reading(frame -> hear(opened, frame));
                return;
            } catch (IOException refused) {
                pause(i);
            }
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(Math.min(SLOWEST_MILLIS, 500 << Math.min(attempt, 5)))
                    + 1);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void lost(Line ended, int code) {
        if (ended == line && !stopped) {
            boolean wasIn = welcomed;
            welcomed = false;
            codes.computeIfAbsent(code, key -> new AtomicInteger()).incrementAndGet();
            if (wasIn) {
                lostAt = System.nanoTime();
            }
            Thread.ofVirtual().start(() -> {
                pause(code == 1012 ? 2 : 0);
                come(1);
            });
        }
    }

    private void hear(Line from, String frame) {
        if (from != line) {
            return;
        }
        if (Frames.is(frame, "new_message")) {
            long began = Frames.number(frame, "began\\");
            take(frame);
            if (began > 0 && delay != null) {
                delay.recordValue(Math.clamp((System.nanoTime() - began) / 1_000, 1, delay.getHighestTrackableValue()));
            }
        } else if (Frames.is(frame, "ack")) {
            take(frame);
        } else if (Frames.is(frame, staff ? "sessions" : "session")) {
            welcome();
        } else if (Frames.is(frame, "error")) {
            again(Frames.text(frame, "client_message_id"));
        }
    }

    private void take(String frame) {
        String id = Frames.text(frame, "client_message_id");
        TreeMap<Long, String> numbers = known.computeIfAbsent(Frames.text(frame, "session_id"), key -> new TreeMap<>());
        synchronized (numbers) {
            String before = numbers.put(Frames.number(frame, "seq"), id);
            if (before != null && !before.equals(id)) {
                conflicts.incrementAndGet();
            }
        }
        synchronized (pending) {
            pending.remove(id);
        }
    }

    private void welcome() {
        away.recordValue(Math.clamp((System.nanoTime() - lostAt) / 1_000, 1, away.getHighestTrackableValue()));
        try {
            for (String session : staff ? List.copyOf(known.keySet()) : List.of(own)) {
                line.send(Frames.resume(staff ? session : null, unbroken(session)));
            }
        } catch (IOException gone) {
            return;
        }
        synchronized (pending) {
            welcomed = true;
            pending.forEach(this::send);
        }
    }

    private long unbroken(String session) {
        long last = 0;
        Map<Long, String> numbers = known(session);
        while (numbers.containsKey(last + 1)) {
            last++;
        }
        return last;
    }

    private void again(String id) {
        Thread.ofVirtual().start(() -> {
            pause(1);
            synchronized (pending) {
                Draft draft = pending.get(id);
                if (draft != null && welcomed) {
                    send(id, draft);
                }
            }
        });
    }

    private void send(String id, Draft draft) {
        try {
            line.send(Frames.message(draft.session(), id, draft.text()));
        } catch (IOException gone) {
            cut();
        }
    }

    @Override
    public void close() {
        stopped = true;
        cut();
    }
}
