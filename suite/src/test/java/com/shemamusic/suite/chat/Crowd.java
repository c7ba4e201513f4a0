package com.shemamusic.suite.chat;

import com.shemamusic.suite.chat.Dialect.Said;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Many guests and one admin: guests write, at a pace or as fast as they are acknowledged, the admin sees everything and answers
 * every fiftieth message. Counts what is delivered, checks the order of every session, and measures from sending to arriving.
 */
final class Crowd implements AutoCloseable {

    private static final int ANSWERED = 50;
    private static final String FILLER = "Apakah masih ada tempat di kelas piano hari Sabtu pagi untuk anak saya?";

    /** One guest's line and what is on its way. */
    private static final class Guest {
        private final CountDownLatch welcome = new CountDownLatch(1);
        private final Semaphore mayWrite = new Semaphore(1);
        private volatile String session = "";
        private long seen;
        private Line line;
    }

    final Histogram connect = new ConcurrentHistogram(60_000_000L, 3);
    final Histogram acknowledged = new ConcurrentHistogram(60_000_000L, 3);
    final Histogram delivered = new ConcurrentHistogram(60_000_000L, 3);
    final Histogram answered = new ConcurrentHistogram(60_000_000L, 3);
    private final Dialect dialect;
    private final List<Guest> guests = new ArrayList<>();
    private final Map<String, Long> adminSeen = new ConcurrentHashMap<>();
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final LongAdder sent = new LongAdder();
    private final LongAdder acks = new LongAdder();
    private final LongAdder arrived = new LongAdder();
    private final LongAdder replies = new LongAdder();
    private final LongAdder repliesArrived = new LongAdder();
    private final LongAdder disorder = new LongAdder();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean measuring;
    private Line admin;

    Crowd(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Opens all lines, so many at a time. */
    void arrive(int count, int atOnce) throws IOException, InterruptedException {
        CountDownLatch adminIn = new CountDownLatch(1);
        admin = dialect.admin();
        admin.reading(frame -> adminHears(frame, adminIn));
        greet(admin);
        await(adminIn);
        Semaphore doors = new Semaphore(atOnce);
        CountDownLatch in = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            Guest guest = new Guest();
            guests.add(guest);
            doors.acquire();
            Thread.ofVirtual().start(() -> {
                try {
                    come(guest);
                    in.countDown();
                } catch (IOException | InterruptedException failed) {
                    failed.printStackTrace();
                } finally {
                    doors.release();
                }
            });
        }
        await(in);
    }

    private void come(Guest guest) throws IOException, InterruptedException {
        long began = System.nanoTime();
        guest.line = dialect.guest();
        guest.line.closed().thenAccept(code -> lost.incrementAndGet());
        guest.line.reading(frame -> guestHears(guest, frame));
        greet(guest.line);
        await(guest.welcome);
        connect.recordValue(micros(began));
    }

    private void greet(Line line) throws IOException {
        if (!dialect.greeting().isEmpty()) {
            line.send(dialect.greeting());
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(120, TimeUnit.SECONDS)) {
            throw new AssertionError("not everybody came in");
        }
    }

    /** Guests write at this many messages a second together, evenly spread; 0 for each as fast as it is acknowledged. */
    double talk(int perSecond, int seconds) throws InterruptedException {
        long began = System.nanoTime();
        long until = began + TimeUnit.SECONDS.toNanos(seconds);
        long arrivedBefore = arrived.sum();
        measuring = true;
        if (perSecond > 0) {
            paced(perSecond, began, until);
        } else {
            unpaced(until);
        }
        double took = (System.nanoTime() - began) / 1e9;
        measuring = false;
        return (arrived.sum() - arrivedBefore) / took;
    }

    private void paced(int perSecond, long began, long until) throws InterruptedException {
        long number = 0;
        for (long now = began; now < until; now = System.nanoTime()) {
            long due = (now - began) * perSecond / 1_000_000_000L;
            for (; number < due; number++) {
                write(guests.get((int) (number % guests.size())));
            }
            Thread.sleep(1);
        }
    }

    private void unpaced(long until) throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (Guest guest : guests) {
            guest.mayWrite.drainPermits();
            guest.mayWrite.release();
            writers.add(Thread.ofVirtual().start(() -> {
                try {
                    while (System.nanoTime() < until && guest.mayWrite.tryAcquire(5, TimeUnit.SECONDS)) {
                        write(guest);
                    }
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void write(Guest guest) {
        String id = "m" + ids.incrementAndGet();
        sentAt.put(id, System.nanoTime());
        try {
            guest.line.send(dialect.message(null, id, FILLER));
            sent.increment();
        } catch (IOException gone) {
            sentAt.remove(id);
        }
    }

    private void guestHears(Guest guest, String frame) {
        Said said = dialect.hear(frame);
        switch (said.kind()) {
            case WELCOME -> {
                guest.session = said.session();
                guest.welcome.countDown();
            }
            case ACK -> {
                record(acknowledged, sentAt.get(said.clientId()));
                acks.increment();
                guest.seen = Math.max(guest.seen, said.seq());
                guest.mayWrite.release();
            }
            case MESSAGE -> {
                record(answered, sentAt.remove(said.clientId()));
                repliesArrived.increment();
            }
            case OTHER -> pong(guest.line, frame);
        }
    }

    private void adminHears(String frame, CountDownLatch in) {
        Said said = dialect.hear(frame);
        switch (said.kind()) {
            case WELCOME -> in.countDown();
            case MESSAGE -> {
                arrived.increment();
                Long before = adminSeen.put(said.session(), said.seq());
                if (before != null && said.seq() <= before) {
                    disorder.increment();
                }
                record(delivered, sentAt.get(said.clientId()));
                answer(said);
            }
            case ACK -> {}
            case OTHER -> pong(admin, frame);
        }
    }

    private void answer(Said said) {
        if (arrived.sum() % ANSWERED == 0) {
            String id = "a" + ids.incrementAndGet();
            sentAt.put(id, System.nanoTime());
            try {
                admin.send(dialect.message(said.session(), id, "Masih ada, silakan isi formulir."));
                replies.increment();
            } catch (IOException gone) {
                sentAt.remove(id);
            }
        }
    }

    private void pong(Line line, String frame) {
        String answer = dialect.pong(frame);
        if (answer != null) {
            try {
                line.send(answer);
            } catch (IOException gone) {
                line.cut();
            }
        }
    }

    private void record(Histogram histogram, Long began) {
        if (measuring && began != null) {
            histogram.recordValue(micros(began));
        }
    }

    private static long micros(long began) {
        return Math.clamp((System.nanoTime() - began) / 1_000, 1, 59_000_000L);
    }

    /** Waits until everything sent has been acknowledged and has arrived. */
    void settle(int seconds) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!isSettled() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
    }

    private boolean isSettled() {
        return acks.sum() >= sent.sum() && arrived.sum() >= sent.sum() && repliesArrived.sum() >= replies.sum();
    }

    void forgetTimes() {
        acknowledged.reset();
        delivered.reset();
        answered.reset();
        sentAt.clear();
    }

    String sums() {
        return "sent %d, acknowledged %d, delivered %d, answers %d of %d, out of order %d, lines lost %d, admin %s"
                .formatted(
                        sent.sum(),
                        acks.sum(),
                        arrived.sum(),
                        repliesArrived.sum(),
                        replies.sum(),
                        disorder.sum(),
                        lost.get(),
                        admin.closed().isDone()
                                ? "closed with " + admin.closed().join()
                                : "open");
    }

    boolean isComplete() {
        return isSettled() && arrived.sum() == sent.sum() && disorder.sum() == 0 && lost.get() == 0;
    }

    @Override
    public void close() {
        guests.forEach(guest -> {
            if (guest.line != null) {
                guest.line.cut();
            }
        });
        if (admin != null) {
            admin.cut();
        }
    }
}
