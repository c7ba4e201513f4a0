package com.shemamusic.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.shemamusic.shared.error.ApiException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LastKnownTests {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final LastKnown<String, Integer> known = new LastKnown<>(Duration.ofSeconds(30), now::get);
    private final Supplier<Integer> silent = () -> {
        throw ApiException.unavailable("x");
    };

    @Test
    void anAnswerIsAskedForAgainWhenItIsOld() {
        assertThat(known.get("a", asked::incrementAndGet)).hasValue(1);
        now.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(known.get("a", asked::incrementAndGet)).hasValue(1);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(known.get("a", asked::incrementAndGet)).hasValue(2);
        known.drop("a");
        assertThat(known.get("a", asked::incrementAndGet)).hasValue(3);
    }

    @Test
    void theLastAnswerStandsWhileTheOtherIsSilent() {
        known.get("a", asked::incrementAndGet);
        now.addAndGet(Duration.ofSeconds(31).toNanos());

        assertThat(known.get("a", silent)).hasValue(1);
        assertThat(known.get("b", silent)).isEmpty();
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(known.get("a", asked::incrementAndGet)).hasValue(2);
    }

    @Test
    void whoMustNotRelyOnAnOldAnswerHearsOfTheSilence() {
        assertThat(known.fresh("a", asked::incrementAndGet)).isEqualTo(1);
        now.addAndGet(Duration.ofSeconds(31).toNanos());

        assertThatThrownBy(() -> known.fresh("a", silent)).hasMessage("SERVICE_UNAVAILABLE");
        assertThatThrownBy(() -> known.fresh("b", silent)).hasMessage("SERVICE_UNAVAILABLE");
    }
}
