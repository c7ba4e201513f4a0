package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.e2e.Competition.Lecture;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The competition's timetable as series of a whole term: every class of every week must be there. */
public final class TermBench implements Trial {

    @Override
    public Kind kind() {
        return Kind.BENCH;
    }

    @Override
    public String name() {
        return "term";
    }

    @Override
    public String purpose() {
        return "a university's real timetable as weekly series of a term: every class of every week is there";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("weeks", 30);
    }

    @Override
    public void run(TrialRun run) {
        Term term = new Term(run.option("weeks"));
        term.open();
        Histogram making = new Histogram(3);
        int made = 0;
        for (Lecture lecture : term.lectures()) {
            long began = System.nanoTime();
            made += term.place(lecture).assertStatus(201).at("/data").size();
            making.recordValue((System.nanoTime() - began) / 1_000);
        }
        run.report("series", term.lectures().size());
        run.report("classes made", made);
        run.report("one series of " + term.weeks() + " classes", making);
        Histogram reading = new Histogram(3);
        int present = 0;
        for (int week = 0; week < term.weeks(); week++) {
            long began = System.nanoTime();
            List<Term.Held> shown = term.shown(week);
            reading.recordValue((System.nanoTime() - began) / 1_000);
            assertThat(shown).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(term.expected(week));
            present += shown.size();
        }
        run.report("classes present", present);
        run.report("a week of the timetable, all pages", reading);
        assertThat(present).isEqualTo(made).isEqualTo(term.lectures().size() * term.weeks());
    }
}
