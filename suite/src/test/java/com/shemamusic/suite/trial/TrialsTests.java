package com.shemamusic.suite.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrialsTests {

    @Test
    void aNameAndItsKindAreOneTrial() {
        for (Trial.Kind kind : Trial.Kind.values()) {
            assertThat(Trials.of(kind))
                    .extracting(Trial::name)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[a-z]+"));
        }
        assertThat(Stream.of(Trial.Kind.values()).flatMap(kind -> Trials.of(kind).stream()))
                .isNotEmpty();
    }

    @Test
    void withoutANameTheTrialsAreListed() throws IOException {
        assertThat(Trials.run(List.of("fuzz"))).isZero();
    }

    @Test
    void anUnknownTrialOrOptionRunsNothing() throws IOException {
        assertThat(Trials.run(List.of("fuzz", "nothing"))).isEqualTo(2);
        assertThat(Trials.run(List.of("fuzz", "input", "speed=7"))).isEqualTo(2);
        assertThat(Trials.run(List.of("fuzz", "input", "rounds=many"))).isEqualTo(2);
    }
}
