package com.shemamusic.shared.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpstreamsTests {

    private static final URI ONE = URI.create("http://one");
    private static final URI TWO = URI.create("http://two");

    private final Upstreams upstreams = new Upstreams("http://one/, http://two");

    @Test
    void addressesAreTakenInTurn() {
        assertThat(taken()).containsExactlyInAnyOrder(ONE, TWO);
    }

    @Test
    void oneThatIsNotReadyIsLeftOutAlthoughItStillAnswers() {
        upstreams.ready(ONE, false);
        upstreams.answered(ONE);
        assertThat(taken()).containsExactly(TWO);
        upstreams.ready(ONE, true);
        assertThat(taken()).containsExactlyInAnyOrder(ONE, TWO);
    }

    @Test
    void oneThatIsNotReadyIsBetterThanOneThatDoesNotAnswer() {
        upstreams.ready(ONE, false);
        upstreams.failed(TWO);
        assertThat(taken()).containsExactly(ONE);
        upstreams.failed(ONE);
        assertThat(taken()).containsExactlyInAnyOrder(ONE, TWO);
    }

    @Test
    void aSingleAddressIsNoChoice() {
        assertThat(upstreams.isChoice()).isTrue();
        assertThat(new Upstreams("http://one").isChoice()).isFalse();
    }

    private Set<URI> taken() {
        return IntStream.range(0, 10).mapToObj(i -> upstreams.next()).collect(Collectors.toSet());
    }
}
