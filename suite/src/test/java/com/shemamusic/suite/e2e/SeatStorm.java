package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Races;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The same crowd straight at the register's tables, where only the trigger stands between it and one student too many. */
final class SeatStorm {

    /** As many connections as a few replicas have. */
    private static final int CONNECTIONS = 50;

    private static final String OVER =
            "select count(*) from shema.class_rosters r where r.students > r.seats or r.students"
                    + " <> (select count(*) from shema.schedule_attendees a where a.schedule_id = r.schedule_id and a.active)";
    private final DataSource database;
    private final int attempts;
    private final int seats;
    private final Histogram statements = new ConcurrentHistogram(3);
    private final LongAdder done = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicInteger samples = new AtomicInteger();
    private final AtomicInteger tooMany = new AtomicInteger();

    SeatStorm(DataSource database, int attempts, int seats) {
        // The triggers look for their tables where a service's role does.
        this.database = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                connection.setSchema("shema");
                return connection;
            }
        };
        this.attempts = attempts;
        this.seats = seats;
    }

    void round() {
        JdbcClient look = JdbcClient.create(database);
        List<UUID> classes = List.of(UUID.randomUUID(), UUID.randomUUID());
        for (UUID id : classes) {
            look.sql("""
                            insert into shema.class_rosters (schedule_id, course_id, starts_at, ends_at, seats, version)
                            values (:id, :id, now() + interval '1 day', now() + interval '25 hours', :seats, 1)
                            """).param("id", id).param("seats", seats).update();
        }
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Thread sampler = Thread.ofPlatform().start(() -> sample(look, over));
        Races.run(CONNECTIONS, runner -> {
            SingleConnectionDataSource own = own();
            try {
                JdbcClient jdbc = JdbcClient.create(own);
                Random random = new Random(runner);
                while (next.getAndIncrement() < attempts) {
                    act(jdbc, random, classes);
                }
                return true;
            } finally {
                own.destroy();
            }
        });
        look.sql("update shema.class_rosters set seats = :seats where schedule_id in (:ids)")
                .param("seats", seats)
                .param("ids", classes)
                .update();
        // Demand enough for both classes: now they have to be full, and no fuller.
        Races.run(CONNECTIONS, runner -> {
            SingleConnectionDataSource own = own();
            try {
                for (int i = 0; i < 3 * seats / CONNECTIONS + 1; i++) {
                    for (UUID id : classes) {
                        attempt(() -> insert(JdbcClient.create(own), id));
                    }
                }
                return true;
            } finally {
                own.destroy();
            }
        });
        over.set(true);
        join(sampler);
        assertThat(tooMany.get() + look.sql(OVER).query(Integer.class).single()).isZero();
        assertThat(look.sql("select students from shema.class_rosters where schedule_id in (:ids)")
                        .param("ids", classes)
                        .query(Integer.class)
                        .list())
                .containsExactly(seats, seats);
    }

    private void act(JdbcClient jdbc, Random random, List<UUID> classes) {
        UUID here = classes.get(random.nextInt(2));
        UUID there = classes.get(random.nextInt(2));
        int kind = random.nextInt(10);
        attempt(() -> {
            switch (kind) {
                case 0 -> change(jdbc, "update shema.schedule_attendees set active = false", here, "active", here);
                case 1 -> change(jdbc, "update shema.schedule_attendees set active = true", here, "not active", here);
                case 2, 3 ->
                    change(jdbc, "update shema.schedule_attendees set schedule_id = :to", here, "active", there);
                case 4 ->
                    jdbc.sql("update shema.class_rosters set seats = :seats where schedule_id = :id")
                            .param("seats", seats - random.nextInt(5))
                            .param("id", here)
                            .update();
                default -> insert(jdbc, here);
            }
        });
    }

    private static void insert(JdbcClient jdbc, UUID id) {
        jdbc.sql("insert into shema.schedule_attendees (schedule_id, student_id) values (:id, :student)")
                .param("id", id)
                .param("student", UUID.randomUUID())
                .update();
    }

    private static void change(JdbcClient jdbc, String update, UUID from, String which, UUID to) {
        jdbc.sql(update + " where schedule_id = :from and :to is not null and student_id = (select student_id"
                        + " from shema.schedule_attendees where schedule_id = :from and " + which
                        + " order by random() limit 1)")
                .param("from", from)
                .param("to", to)
                .update();
    }

    private void attempt(Runnable work) {
        long start = System.nanoTime();
        try {
            work.run();
            done.increment();
        } catch (ConcurrencyFailureException deadlock) {
            throw new AssertionError("a user would have seen a deadlock", deadlock);
        } catch (DataIntegrityViolationException full) {
            refused.increment();
        } finally {
            statements.recordValue((System.nanoTime() - start) / 1_000);
        }
    }

    private void sample(JdbcClient look, AtomicBoolean over) {
        while (!over.get()) {
            tooMany.addAndGet(look.sql(OVER).query(Integer.class).single());
            samples.incrementAndGet();
        }
    }

    private SingleConnectionDataSource own() {
        try {
            return new SingleConnectionDataSource(database.getConnection(), true);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    Histogram statements() {
        return statements;
    }

    long done() {
        return done.sum();
    }

    long refused() {
        return refused.sum();
    }

    int samples() {
        return samples.get();
    }
}
