package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Many admins at once want the same room and instructor within the same five minutes, again and again (K2). */
public final class TimetableChaos implements Trial {

    private static final int MINUTES = 5;
    private static final Duration CLASS = Duration.ofMinutes(30);
    private static final Duration NEXT = Duration.ofMinutes(40);

    private record Try(ApiResponse answer, long micros) {}

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "timetable";
    }

    @Override
    public String purpose() {
        return "many creates at once for one room and instructor within five minutes: one wins, losers are told quickly";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("clients", 200, "seconds", 300);
    }

    @Override
    public void run(TrialRun run) {
        int clients = run.option("clients");
        Api admin = SharedSuite.admin();
        String course = School.course(2, "");
        String room = School.room(4);
        String instructor = School.instructor();
        long deadlocksBefore = deadlocks();
        Histogram losers = new Histogram(3);
        Histogram winners = new Histogram(3);
        Instant slot = School.at(30, 6);
        Instant end = Instant.now().plusSeconds(run.option("seconds"));
        int rounds = 0;
        int without = 0;
        int others = 0;
        while (Instant.now().isBefore(end)) {
            Instant base = slot;
            List<Try> tries = Races.run(clients, n -> {
                Instant from = base.plusSeconds(60L * (n % MINUTES));
                String body = School.classBody(course, instructor, room, from, from.plus(CLASS));
                long began = System.nanoTime();
                ApiResponse answer = admin.post("/api/schedules", body);
                return new Try(answer, (System.nanoTime() - began) / 1_000);
            });
            long won = tries.stream().filter(one -> one.answer.status() == 201).count();
            without += won == 1 ? 0 : 1;
            for (Try one : tries) {
                if (one.answer.status() == 201) {
                    winners.recordValue(one.micros);
                } else if (one.answer.status() == 409) {
                    one.answer.assertError(409, "SCHEDULE_CONFLICT");
                    losers.recordValue(one.micros);
                } else {
                    others++;
                }
            }
            rounds++;
            slot = slot.plus(NEXT);
        }
        run.report("rounds of " + clients + " creates at once", rounds);
        run.report("rounds without exactly one winner", without);
        run.report("winner", winners);
        run.report("loser", losers);
        run.report("answers that were neither 201 nor 409", others);
        run.report("overlaps in the database", overlaps());
        run.report("deadlocks the database broke", deadlocks() - deadlocksBefore);
        assertThat(overlaps()).isZero();
        assertThat(without).isZero();
        assertThat(others).isZero();
    }

    private static int overlaps() {
        return SharedSuite.database().sql("""
                        select count(*) from shema.class_schedules a join shema.class_schedules b on a.id < b.id
                            and (a.room_id = b.room_id or a.instructor_id = b.instructor_id)
                            and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)""").query(Integer.class).single();
    }

    private static long deadlocks() {
        return SharedSuite.database()
                .sql("select deadlocks from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }
}
