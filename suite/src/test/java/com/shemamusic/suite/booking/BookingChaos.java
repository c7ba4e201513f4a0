package com.shemamusic.suite.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.booking.Office.Applicant;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bookings of two of few classes while both services of the saga are killed in turn (K3). */
public final class BookingChaos implements Trial {

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "bookings";
    }

    @Override
    public String purpose() {
        return "two-choice bookings while enrollment- and course-service are killed: no half booking, no seat leaked, sums agree";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("bookings", 2_000, "classes", 40, "seats", 45, "kills", 20, "senders", 20, "seed", 1);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        JdbcClient database = JdbcClient.create(suite.jdbcAdmin());
        Office office = new Office(suite);
        office.open(run.option("classes"), run.option("seats"));
        List<Applicant> applicants = office.enroll(run.option("bookings"), run.option("senders"), () -> {});
        BookingStorm storm = new BookingStorm(office, run.option("seed"));
        long began = System.nanoTime();
        try (Killer killer = new Killer(suite, List.of("enrollment-service", "course-service"), run.option("seed"))) {
            Future<Integer> kills = killer.kill(run.option("kills"), storm::finished, applicants.size());
            storm.rage(applicants, run.option("senders"));
            run.report("applicants answered", storm.finished());
            run.report("took, in s", (System.nanoTime() - began) / 1_000_000_000);
            run.report("kill -9", kills.get());
        }
        began = System.nanoTime();
        Seats seats = new Seats(database, office.course());
        seats.settle();
        run.report("no half booking after, in ms", (System.nanoTime() - began) / 1_000_000);
        seats.agree();
        storm.nothingIsLost(seats);
        run.report("bookings acknowledged", storm.acknowledged().size());
        run.report("found no free classes", storm.full());
        for (String status : List.of("pending", "confirmed", "rejected")) {
            run.report(status, seats.bookings(status));
        }
        assertThat(storm.acknowledged().size() + storm.full()).isEqualTo(applicants.size());
    }
}
