package com.shemamusic.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.gateway.limit.Lease.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketsTests {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void aLocalBucketGivesItsBurstAndThenItsRate() {
        LocalBuckets buckets = new LocalBuckets();
        Rate rate = new Rate(10, Duration.ofMinutes(1), 10);
        for (int i = 0; i < 10; i++) {
            assertThat(buckets.take("a", rate, 0).admitted()).isTrue();
        }
        Verdict refused = buckets.take("a", rate, 0);
        assertThat(refused.admitted()).isFalse();
        assertThat(refused.retryMillis()).isEqualTo(6_000);
        assertThat(buckets.take("a", rate, 7 * SECOND).admitted()).isTrue();
        assertThat(buckets.take("b", rate, 0).admitted()).isTrue();
    }

    @Test
    void aLeaseSpendsWhatItWasGivenAndNoMore() {
        Lease lease = new Lease(0);
        assertThat(lease.decide(0)).isNull();
        assertThat(lease.settle(0, 3, 7, 0)).isEqualTo(new Verdict(true, 9, 0));
        assertThat(lease.decide(1)).isEqualTo(new Verdict(true, 8, 0));
        assertThat(lease.decide(1)).isEqualTo(new Verdict(true, 7, 0));
        assertThat(lease.decide(1)).isNull();
    }

    @Test
    void whatALeaseDoesNotSpendWithinASecondIsGivenUp() {
        Lease lease = new Lease(0);
        lease.settle(0, 10, 0, 0);
        assertThat(lease.decide(SECOND + 1)).isNull();
        assertThat(lease.settle(SECOND + 1, 0, 0, 20)).isEqualTo(new Verdict(false, 0, 20));
    }

    @Test
    void aRefusalStandsUntilTheNextTokenWithoutAskingAgain() {
        Lease lease = new Lease(0);
        lease.settle(0, 0, 0, 6_000);
        Verdict refused = lease.decide(SECOND);
        assertThat(refused).isEqualTo(new Verdict(false, 0, 5_000));
        assertThat(lease.decide(6 * SECOND + 1)).isNull();
    }
}
