package com.shemamusic.suite.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.ApiResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Guests and two admins in conversation through the gateway, held to it that nothing is lost, doubled or out of order. */
final class Talk implements AutoCloseable {

    /** What must not stand in any log. */
    static final String SECRET_TEXT = "rahasia-isi";

    static final String SECRET_MAIL = "rahasia-surel";
    private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);
    final Histogram away = new ConcurrentHistogram(LONGEST, 3);
    final Histogram delay = new ConcurrentHistogram(LONGEST, 3);
    private final Histogram ignored = new ConcurrentHistogram(LONGEST, 3);
    private final RunningSuite suite;
    private final Callers callers;
    private final List<String> sessions = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<Talker> guests = new ArrayList<>();
    private final List<Talker> admins = new ArrayList<>();
    private final AtomicInteger said = new AtomicInteger();

    Talk(RunningSuite suite, int count) {
        this.suite = suite;
        this.callers = new Callers(suite);
        int port = suite.gatewayUrl().getPort();
        for (int i = 0; i < 2; i++) {
            String bearer = callers.adminToken();
            admins.add(new Talker(
                            () -> Line.open(port, "/api/chat/admin", "shema.chat.v1, bearer." + bearer, ""),
                            null,
                            ignored,
                            i == 0 ? delay : null)
                    .begin());
        }
        until("the admins are in", 60, () -> admins.stream().allMatch(Talker::isIn));
        for (int i = 0; i < count; i++) {
            ApiResponse opened = callers.visitor()
                    .post("/api/chat/sessions", """
                            {"guest_name": "Tamu %d", "guest_email": "%s%d@contoh.local"}""".formatted(i, SECRET_MAIL, i))
                    .assertStatus(201);
            String token = opened.at("/session_token").asText();
            sessions.add(opened.at("/session_id").asText());
            tokens.add(token);
            guests.add(new Talker(
                            () -> Line.open(port, "/api/chat/connect", "shema.chat.v1, session." + token, ""),
                            sessions.getLast(),
                            away,
                            null)
                    .begin());
        }
        until("the guests are in", 60, () -> guests.stream().allMatch(Talker::isIn));
        away.reset();
    }

    List<Talker> guests() {
        return guests;
    }

    List<Talker> admins() {
        return admins;
    }

    List<String> tokens() {
        return tokens;
    }

    List<String> sessions() {
        return sessions;
    }

    Callers callers() {
        return callers;
    }

    int said() {
        return said.get();
    }

    /** Guests and admins write in turn, evenly spread over the time; every fifth message is an admin's. */
    void converse(int messages, int seconds) throws InterruptedException {
        long began = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            long due = began + TimeUnit.SECONDS.toNanos(seconds) / messages * i;
            while (System.nanoTime() < due) {
                Thread.sleep(1);
            }
            sayOne(i);
        }
    }

    void sayOne(int i) {
        int at = i % sessions.size();
        // The time stands where a field of the frame would: the frame is not parsed.
        String text = SECRET_TEXT + " \\\"began\\\":" + System.nanoTime() + " ";
        if (i / sessions.size() % 5 == 4) {
            admins.get(i % 2).say(sessions.get(at), text);
        } else {
            guests.get(at).say(null, text);
        }
        said.incrementAndGet();
    }

    /** Cuts everybody's network, each after 5 to 30 seconds again and again. */
    List<Thread> cutting(int fromSeconds, int toSeconds, AtomicInteger cuts) {
        List<Thread> cutters = new ArrayList<>();
        List<Talker> all = new ArrayList<>(guests);
        all.addAll(admins);
        for (Talker talker : all) {
            cutters.add(Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Thread.sleep(ThreadLocalRandom.current().nextInt(fromSeconds * 1_000, toSeconds * 1_000));
                        talker.cut();
                        cuts.incrementAndGet();
                    }
                } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        return cutters;
    }

    /** Everything said is stored once, numbered without a gap, and known to both sides under the same numbers. */
    void holdsEverything(TrialRun run) {
        until("everything is acknowledged", 120, () -> unacknowledged() == 0);
        Map<String, Map<Long, String>> stored = stored();
        int sum = sessions.stream()
                .mapToInt(session -> stored.getOrDefault(session, Map.of()).size())
                .sum();
        until("both sides know everything", 120, () -> missing(stored) == 0);
        int conflicts = 0;
        for (int i = 0; i < sessions.size(); i++) {
            Map<Long, String> numbers = stored.getOrDefault(sessions.get(i), Map.of());
            assertThat(guests.get(i).known(sessions.get(i))).isEqualTo(numbers);
            for (Talker admin : admins) {
                assertThat(admin.known(sessions.get(i))).isEqualTo(numbers);
            }
            assertThat(numbers.values()).doesNotHaveDuplicates();
            assertThat(numbers.keySet())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, numbers.size()).boxed().toList());
            conflicts += guests.get(i).conflicts();
        }
        run.report("messages said, stored", said.get() + ", " + sum);
        assertThat(sum).isEqualTo(said.get());
        assertThat(conflicts).isZero();
    }

    private int unacknowledged() {
        return guests.stream().mapToInt(Talker::unacknowledged).sum()
                + admins.stream().mapToInt(Talker::unacknowledged).sum();
    }

    private int missing(Map<String, Map<Long, String>> stored) {
        int missing = 0;
        for (int i = 0; i < sessions.size(); i++) {
            int all = stored.getOrDefault(sessions.get(i), Map.of()).size();
            missing += all - guests.get(i).known(sessions.get(i)).size();
            for (Talker admin : admins) {
                missing += all - admin.known(sessions.get(i)).size();
            }
        }
        return missing;
    }

    private Map<String, Map<Long, String>> stored() {
        Map<String, Map<Long, String>> stored = new HashMap<>();
        JdbcClient.create(suite.jdbcAdmin())
                .sql("select session_id::text, seq, client_message_id from shema.chat_messages")
                .query(rs -> {
                    stored.computeIfAbsent(rs.getString(1), key -> new TreeMap<>())
                            .put(rs.getLong(2), rs.getString(3));
                });
        return stored;
    }

    static void until(String what, int seconds, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + seconds + " s: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        guests.forEach(Talker::close);
        admins.forEach(Talker::close);
    }
}
