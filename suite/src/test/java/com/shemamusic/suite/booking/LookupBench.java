package com.shemamusic.suite.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.booking.Office.Applicant;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** Whether a stranger can tell by the answer, or by its time, who has applied (S9). */
public final class LookupBench implements Trial {

    private static final double BLIND = 0.55;

    @Override
    public Kind kind() {
        return Kind.BENCH;
    }

    @Override
    public String name() {
        return "lookups";
    }

    @Override
    public String purpose() {
        return "status look-ups and reminders for known and unknown applicants: answers and times that cannot be told apart";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("lookups", 10_000, "applicants", 500);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        Office office = new Office(suite);
        office.open(1, 4);
        List<Applicant> known = office.enroll(run.option("applicants"), 8, () -> {});
        Api visitor = new Callers(suite).visitor();
        int half = run.option("lookups") / 2;
        String status = "{\"registration_number\": \"%s\", \"email\": \"fremd-%d@contoh.local\"}";
        compare(
                run,
                "look-ups",
                half,
                i -> visitor.post(
                        "/api/users/enrollment-status",
                        status.formatted(known.get(i % known.size()).number(), 1000 + i % 1000)),
                i -> visitor.post(
                        "/api/users/enrollment-status",
                        status.formatted("SM-2026-%08d".formatted(i), 1000 + i % 1000)));
        compare(
                run,
                "reminders",
                half / 5,
                i -> remind(visitor, known.get(i % known.size()).email()),
                i -> remind(visitor, known.get(i % known.size()).email().replace("pemesan", "pemetik")));
    }

    private static ApiResponse remind(Api visitor, String email) {
        return visitor.post("/api/users/enrollment-status/reminder", "{\"email\": \"" + email + "\"}");
    }

    /** Asks in turn, so that whatever else the machine does hits both alike. */
    private static void compare(
            TrialRun run, String what, int times, IntFunction<ApiResponse> known, IntFunction<ApiResponse> unknown) {
        double[] knownTimes = new double[times];
        double[] unknownTimes = new double[times];
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < times; i++) {
            knownTimes[i] = time(known, i, answers);
            unknownTimes[i] = time(unknown, i, answers);
        }
        double auc = auc(
                Arrays.copyOfRange(knownTimes, times / 5, times), Arrays.copyOfRange(unknownTimes, times / 5, times));
        run.report(what + ": kinds of answers", answers.size());
        run.report(what + ": AUC of time, 0.5 is blind", "%.3f".formatted(auc));
        assertThat(answers).hasSize(1);
        assertThat(Math.max(auc, 1 - auc)).isLessThanOrEqualTo(BLIND);
    }

    private static double time(IntFunction<ApiResponse> ask, int i, Set<String> answers) {
        long began = System.nanoTime();
        ApiResponse answer = ask.apply(i);
        long took = System.nanoTime() - began;
        answers.add(answer.status() + " " + answer.bytes().length);
        return took;
    }

    /** How often a known one took longer than an unknown one. */
    private static double auc(double[] known, double[] unknown) {
        double[] sorted = unknown.clone();
        Arrays.sort(sorted);
        double above = 0;
        for (double one : known) {
            int at = Arrays.binarySearch(sorted, one);
            above += at >= 0 ? at + 0.5 : -at - 1;
        }
        return above / known.length / sorted.length;
    }
}
