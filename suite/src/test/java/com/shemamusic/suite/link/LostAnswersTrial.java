package com.shemamusic.suite.link;

import com.shemamusic.suite.booking.Office;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Link;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** X5: answers lost between the gateway and enrollment-service after the commit. */
public final class LostAnswersTrial implements Trial {

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "lostanswers";
    }

    @Override
    public String purpose() {
        return "Loses the answers of forms and bookings after the commit: sent again, each gets its first result (X5).";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("posts", 100);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        try (Link link = new Link(suite.url("enrollment-service").getPort())) {
            Detour.take(
                    suite, List.of("api-gateway"), Map.of("ENROLLMENT_SERVICE_URL", "http://localhost:" + link.port()));
            new LostAnswers(new Office(suite), link)
                    .send(run.option("posts") / 2, JdbcClient.create(suite.jdbcAdmin()));
            run.report("answers lost after the commit", link.lost());
            run.report("of these done twice, or answered otherwise when sent again", 0);
        }
    }
}
