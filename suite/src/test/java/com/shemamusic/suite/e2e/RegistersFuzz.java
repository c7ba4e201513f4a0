package com.shemamusic.suite.e2e;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The state machine of {@link RegistersE2E} at full size (K5). A seed that fails is kept and tried first the next time. */
public final class RegistersFuzz implements Trial {

    @Override
    public Kind kind() {
        return Kind.FUZZ;
    }

    @Override
    public String name() {
        return "registers";
    }

    @Override
    public String purpose() {
        return "classes, seats, bookings and registers through any steps: every answer and every table as the rules have it";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("runs", 1_000, "steps", 50);
    }

    @Override
    public void run(TrialRun run) {
        System.setProperty("shema.registers.steps", Integer.toString(run.option("steps")));
        int tries = Math.ceilDiv(run.option("runs"), RegistersE2E.LIVES);
        LauncherDiscoveryRequest machine = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(RegistersE2E.class))
                .configurationParameter("jqwik.tries.default", Integer.toString(tries))
                .configurationParameter("jqwik.database", ".local/jqwik-database")
                .configurationParameter("jqwik.reporting.onlyfailures", "false")
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(machine, summary, new TestExecutionListener() {
            @Override
            public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                entry.getKeyValuePairs().values().forEach(System.out::println);
            }
        });
        RegistersE2E.ANSWERS.forEach(run::report);
        run.report("runs", tries * RegistersE2E.LIVES);
        if (summary.getSummary().getTestsSucceededCount() != 1) {
            StringWriter failures = new StringWriter();
            summary.getSummary().printFailuresTo(new PrintWriter(failures, true));
            throw new AssertionError(failures.toString());
        }
    }
}
