package com.shemamusic.enrollment.notification;

import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.shared.jdbc.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Sends somebody the numbers and states of what was submitted under an address, to that address and nowhere else. */
@Service
public class RegistrationReminders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationReminders.class);
    private static final int WORKERS = 2;
    private static final int MOST_WAITING = 1_000;

    private record Line(UUID id, String name, String number, String course, String status, String language) {}

    private static final int MOST = 20;
    private final JdbcClient jdbc;
    private final Messages messages;
    private final Transactions transactions;
    private final Clock clock;
    private final ExecutorService workers = new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofVirtual().name("reminder-", 0).factory());

    RegistrationReminders(JdbcClient jdbc, Messages messages, Transactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Once in ten minutes for an address, so that nobody's mailbox can be filled by asking; and after the answer, so that how long
     * it takes does not tell whether the address is known.
     */
    public void remind(String email) {
        try {
            workers.execute(() -> write(email));
        } catch (RejectedExecutionException flooded) {
            LOG.warn("More than {} reminders wait: one is left out", MOST_WAITING);
        }
    }

    /** Lets those that wait go out first. */
    @Override
    public void close() {
        workers.close();
    }

    private void write(String email) {
        try {
            add(email);
        } catch (RuntimeException failed) {
            LOG.warn("A reminder is left out: {}", failed.getClass().getSimpleName());
        }
    }

    private void add(String email) {
        transactions.run(() -> {
            List<Line> lines = jdbc.sql("""
                            select id, full_name as name, registration_number as number, course_name as course, status, language
                            from enrollments where email_folded = lower(:email) and erased_at is null
                            order by submitted_at desc limit :most
                            """)
                    .param("email", email)
                    .param("most", MOST)
                    .query(Line.class)
                    .list();
            if (!lines.isEmpty()) {
                Line newest = lines.getFirst();
                UUID occasion = occasion(email);
                String list = lines.stream()
                        .map(line -> line(line, newest.language()))
                        .collect(Collectors.joining("\n"));
                Recipient recipient =
                        new Recipient(newest.id(), email.toLowerCase(Locale.ROOT), null, newest.language());
                messages.tell(
                        MessageKind.REGISTRATION_REMINDER,
                        occasion,
                        occasion,
                        recipient,
                        Map.of("name", newest.name(), "list", list));
            }
        });
    }

    private static String line(Line line, String language) {
        EnrollmentStatus status = EnrollmentStatus.of(line.status());
        return line.number() + " · " + line.course() + " · " + SchoolWords.status(status, Locale.of(language));
    }

    private UUID occasion(String email) {
        long window = clock.millis() / Duration.ofMinutes(10).toMillis();
        String name = email.toLowerCase(Locale.ROOT) + "\n" + window;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
