package com.shemamusic.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A network to a port of this machine that can go silent, grow slow or lose answers, and heal. */
public final class Link implements AutoCloseable {

    private static final int CHUNK = 65_536;
    private static final byte[] END = {};
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final AtomicInteger lost = new AtomicInteger();
    private boolean silent;
    private volatile long delayNanos;
    private volatile boolean losing;

    /** What one side said, and when it may arrive. */
    private record Chunk(byte[] bytes, long dueNanos) {}

    public Link(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("link").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Nothing arrives any more on either side; connections stay, new ones are made, and what is said waits for {@link #heal}. */
    public void silence() {
        silent(true);
    }

    /** Every answer takes that much longer. */
    public void slow(Duration delay) {
        delayNanos = delay.toNanos();
    }

    /** What is asked arrives; at its answer the connection breaks, and the answer is lost. */
    public void loseAnswers() {
        losing = true;
    }

    /** Everything arrives again, also what was said meanwhile. */
    public void heal() {
        losing = false;
        delayNanos = 0;
        silent(false);
    }

    /** Breaks every connection, with what is on its way, and says how many; new ones are let through. */
    public int cut() {
        int count = open.size();
        open.forEach(Link::breakOff);
        return count;
    }

    /** Answers lost so far. */
    public int lost() {
        return lost.get();
    }

    private void silent(boolean now) {
        lock.lock();
        try {
            silent = now;
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                carry(near, far, false);
                carry(far, near, true);
            }
        } catch (IOException closed) {
            cut();
        }
    }

    // Two threads for each direction: what is slow on its way must not keep the next from setting out.
    private void carry(Socket from, Socket to, boolean answers) {
        BlockingQueue<Chunk> onTheWay = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> listen(from, answers, onTheWay));
        Thread.ofVirtual().start(() -> speak(from, to, answers, onTheWay));
    }

    private void listen(Socket from, boolean answers, BlockingQueue<Chunk> onTheWay) {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                onTheWay.add(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime() + (answers ? delayNanos : 0)));
            }
        } catch (IOException broken) {
            // The other side hears of it below, when it hears anything.
        }
        onTheWay.add(new Chunk(END, System.nanoTime()));
    }

    private void speak(Socket from, Socket to, boolean answers, BlockingQueue<Chunk> onTheWay) {
        try {
            for (Chunk next = onTheWay.take(); next.bytes() != END; next = onTheWay.take()) {
                TimeUnit.NANOSECONDS.sleep(next.dueNanos() - System.nanoTime());
                awaitSound();
                if (answers && losing) {
                    lost.incrementAndGet();
                    break;
                }
                to.getOutputStream().write(next.bytes());
            }
            awaitSound();
        } catch (IOException broken) {
            // Ends below, on both sides.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        breakOff(from);
        breakOff(to);
        open.remove(from);
        open.remove(to);
    }

    private void awaitSound() throws InterruptedException {
        lock.lock();
        try {
            while (silent) {
                heard.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void breakOff(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException already) {
            throw new IllegalStateException(already);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        heal();
    }
}
