package com.shemamusic.suite.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server inside this process that keeps every mail as an {@code .eml} file and delivers none. */
public final class MailCatcher implements Server {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final int port;
    private final AtomicInteger number = new AtomicInteger();
    private volatile @Nullable SMTPServer server;

    public MailCatcher(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public boolean isRunning() {
        SMTPServer current = server;
        return current != null && current.isRunning();
    }

    @Override
    public void start() throws IOException {
        if (isRunning()) {
            return;
        }
        Files.createDirectories(directory);
        SMTPServer started = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, mail) -> keep(to, mail))
                .build();
        started.start();
        server = started;
    }

    // Readers list the folder while mail arrives: a file has its final name only when it is complete.
    private void keep(String to, byte[] mail) {
        try {
            String name = STAMP.format(Instant.now()) + "-%04d-".formatted(number.incrementAndGet())
                    + to.replaceAll("[^A-Za-z0-9@._+-]", "_") + ".eml";
            Path unfinished = Files.createTempFile(directory, "mail", ".part");
            Files.write(unfinished, mail);
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        SMTPServer current = server;
        if (current != null) {
            current.stop();
        }
        server = null;
    }

    @Override
    public void kill() {
        stop();
    }
}
