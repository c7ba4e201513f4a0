package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.util.Map;

/** The malformed requests of {@link BadInputE2E}, in the number that {@code quality.md} asks for. */
public final class BadInputFuzz implements Trial {

    @Override
    public Kind kind() {
        return Kind.FUZZ;
    }

    @Override
    public String name() {
        return "input";
    }

    @Override
    public String purpose() {
        return "malformed requests to every operation: no 5xx, every refusal in the documented shape";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("rounds", 60);
    }

    @Override
    public void run(TrialRun run) {
        MalformedRequests requests = new MalformedRequests();
        requests.send(run.option("rounds"));
        run.report("requests", requests.sent());
        run.report("answered wrongly", requests.wrong().size());
        assertThat(requests.wrong()).isEmpty();
    }
}
